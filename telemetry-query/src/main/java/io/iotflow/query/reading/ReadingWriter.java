package io.iotflow.query.reading;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** Writes a reading among other things; pages of them have {@link HistoryWriter}. */
final class ReadingWriter extends JsonSerializer<ReadingJson> {

    private static final int USUAL = 512;

    @Override
    public void serialize(ReadingJson value, JsonGenerator json, SerializerProvider serializers) throws IOException {
        JsonBytes bytes = new JsonBytes(USUAL);
        new ReadingBytes(bytes).append(value.reading());
        json.writeRawValue(bytes.toString());
    }
}
