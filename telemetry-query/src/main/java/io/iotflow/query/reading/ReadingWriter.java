package io.iotflow.query.reading;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Writes readings without maps in between, and makes the digits of each number once for its two places: of an answer with
 * a thousand readings both took most of the time.
 */
final class ReadingWriter extends JsonSerializer<ReadingJson> {

    private static final Set<String> TAKEN = Set.of("timestamp", "device_id", "data", "metadata");

    @Override
    public void serialize(ReadingJson value, JsonGenerator json, SerializerProvider serializers) throws IOException {
        Reading reading = value.reading();
        String[] digits = digits(reading.fields());
        json.writeStartObject();
        json.writeStringField("timestamp", WireTime.of(reading.timestamp()));
        json.writeNumberField("device_id", reading.device().value());
        json.writeObjectFieldStart("data");
        write(reading.fields(), digits, Set.of(), json);
        json.writeEndObject();
        json.writeObjectFieldStart("metadata");
        write(reading.metadata(), digits(reading.metadata()), Set.of(), json);
        json.writeEndObject();
        write(reading.fields(), digits, TAKEN, json);
        json.writeEndObject();
    }

    /** The text of each number, in the order of the fields. */
    private static String[] digits(Map<String, FieldValue> values) {
        String[] digits = new String[values.size()];
        int index = 0;
        for (FieldValue value : values.values()) {
            digits[index++] = value instanceof NumberValue(double number) ? text(number) : "";
        }
        return digits;
    }

    private static String text(double number) {
        return ReadingJson.isWrittenWhole(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static void write(
            Map<String, FieldValue> values, String[] digits, Set<String> withoutThese, JsonGenerator json)
            throws IOException {
        int index = 0;
        for (Map.Entry<String, FieldValue> entry : values.entrySet()) {
            if (!withoutThese.contains(entry.getKey())) {
                json.writeFieldName(entry.getKey());
                write(entry.getValue(), digits[index], json);
            }
            index++;
        }
    }

    private static void write(FieldValue value, String digits, JsonGenerator json) throws IOException {
        switch (value) {
            case NumberValue _ -> json.writeNumber(digits);
            case IntegerValue(long number) -> json.writeNumber(number);
            case TextValue(String text) -> json.writeString(text);
            case BooleanValue(boolean truth) -> json.writeBoolean(truth);
            case JsonValue(String document) -> json.writeRawValue(document);
        }
    }
}
