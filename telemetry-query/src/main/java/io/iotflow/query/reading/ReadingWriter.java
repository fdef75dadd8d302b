package io.iotflow.query.reading;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;

/**
 * Writes readings without maps in between, and makes the text of the fields once for its two places: of an answer with a
 * thousand readings both took most of the time.
 */
final class ReadingWriter extends JsonSerializer<ReadingJson> {

    private static final Set<String> TAKEN = Set.of("timestamp", "device_id", "data", "metadata");

    @Override
    public void serialize(ReadingJson value, JsonGenerator json, SerializerProvider serializers) throws IOException {
        MembersText text = MembersText.of(serializers);
        Reading reading = value.reading();
        String fields = text.of(reading.fields(), Set.of());
        json.writeStartObject();
        json.writeStringField("timestamp", WireTime.of(reading.timestamp()));
        json.writeNumberField("device_id", reading.device().value());
        json.writeFieldName("data");
        writeObject(fields, json);
        json.writeFieldName("metadata");
        writeObject(text.of(reading.metadata(), Set.of()), json);
        json.writeRaw(
                Collections.disjoint(TAKEN, reading.fields().keySet()) ? fields : text.of(reading.fields(), TAKEN));
        json.writeEndObject();
    }

    /** Members begin with a comma, which the first of an object has not. */
    private static void writeObject(String members, JsonGenerator json) throws IOException {
        json.writeRawValue("{");
        if (!members.isEmpty()) {
            json.writeRaw(members, 1, members.length() - 1);
        }
        json.writeRaw('}');
    }
}
