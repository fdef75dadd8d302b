package io.iotflow.ingest.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import io.iotflow.ingest.reading.DecodedItem.Accepted;
import io.iotflow.ingest.reading.DecodedItem.Rejected;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the one reading at which a parser stands, to its end, whether it is acceptable or not. */
final class OneReading {

    private final JsonParser json;
    private final FieldReader fieldReader;
    private final ReadingTime time;
    private final Map<String, FieldValue> data = new LinkedHashMap<>();
    private final Map<String, FieldValue> flat = new LinkedHashMap<>();
    private final Map<String, FieldValue> metadata = new LinkedHashMap<>();
    private boolean structured;
    private Optional<Instant> timestamp = Optional.empty();

    OneReading(JsonParser json, FieldReader fieldReader, ReadingTime time) {
        this.json = json;
        this.fieldReader = fieldReader;
        this.time = time;
    }

    DecodedItem read(DeviceId device) throws IOException {
        JsonStreamContext outside = json.getParsingContext().getParent();
        try {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readMember();
            }
            return accepted(device);
        } catch (RejectedReadingException rejection) {
            skipTo(outside);
            return rejection.rejected();
        }
    }

    private void readMember() throws IOException {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
            case "data" -> {
                structured = true;
                readObject(name, value, data);
            }
            case "metadata" -> {
                if (value != JsonToken.VALUE_NULL) {
                    readObject(name, value, metadata);
                }
            }
            case "timestamp", "ts" -> timestamp = time.read(json).or(() -> timestamp);
            case "api_key" -> json.skipChildren();
            default -> fieldReader.readValue(name, flat);
        }
    }

    private void readObject(String name, JsonToken value, Map<String, FieldValue> into) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw new RejectedReadingException("wrong_type", name, name + " must be an object");
        }
        fieldReader.readMembers(into);
    }

    private DecodedItem accepted(DeviceId device) {
        Map<String, FieldValue> fields = structured ? data : flat;
        if (fields.isEmpty()) {
            return new Rejected(
                    "no_fields", structured ? "data" : "", "a reading has at least one field that is not null");
        }
        return new Accepted(new Reading(device, timestamp.orElseGet(() -> time.ofArrival(device)), fields, metadata));
    }

    private void skipTo(JsonStreamContext outside) throws IOException {
        while (!json.getParsingContext().equals(outside)) {
            if (json.nextToken() == null) {
                return;
            }
        }
    }
}
