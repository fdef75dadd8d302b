package io.iotflow.query.reading;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes readings as JSON and remembers how the names of their fields are written. Of an answer with a thousand readings
 * the library took most of the time, member by member. One thread.
 */
final class ReadingBytes {

    private static final Set<String> TAKEN = Set.of("timestamp", "device_id", "data", "metadata");
    private static final byte[] TIME = ascii("{\"timestamp\":\"");
    private static final byte[] DEVICE = ascii("\",\"device_id\":");
    private static final byte[] DATA = ascii(",\"data\":{");
    private static final byte[] METADATA = ascii("},\"metadata\":{");

    private final Map<String, byte[]> names = new HashMap<>();
    private final JsonBytes json;

    ReadingBytes(JsonBytes json) {
        this.json = json;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Appends an object; its fields stand in {@code data} and, where their names are not taken, after it. */
    void append(Reading reading) {
        Map<String, FieldValue> fields = reading.fields();
        json.append(TIME).append(WireTime.of(reading.timestamp())).append(DEVICE);
        json.append(reading.device().value()).append(DATA);
        int start = json.size();
        members(fields, Set.of());
        int end = json.size();
        json.append(METADATA);
        members(reading.metadata(), Set.of());
        json.append('}').append(',');
        int old = json.size();
        if (Collections.disjoint(TAKEN, fields.keySet())) {
            json.repeat(start, end);
        } else {
            members(fields, TAKEN);
        }
        if (json.size() == old) {
            json.cut(old - 1);
        }
        json.append('}');
    }

    private void members(Map<String, FieldValue> values, Set<String> withoutThese) {
        int start = json.size();
        values.forEach((name, value) -> {
            if (!withoutThese.contains(name)) {
                if (json.size() > start) {
                    json.append(',');
                }
                json.append(names.computeIfAbsent(name, JsonBytes::quoted)).append(':');
                append(value);
            }
        });
    }

    private void append(FieldValue value) {
        switch (value) {
            case NumberValue(double number) when ReadingJson.isWrittenWhole(number) -> json.append((long) number);
            case NumberValue(double number) -> json.append(number);
            case IntegerValue(long number) -> json.append(number);
            case TextValue(String characters) -> json.append(JsonBytes.quoted(characters));
            case BooleanValue(boolean truth) -> json.append(String.valueOf(truth));
            case JsonValue(String document) -> json.append(document);
        }
    }
}
