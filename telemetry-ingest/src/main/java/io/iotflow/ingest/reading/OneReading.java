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
import org.jspecify.annotations.Nullable;

/** Reads the one reading at which a parser stands, to its end, whether it is acceptable or not. */
final class OneReading {

    private final JsonParser json;
    private final FieldReader fieldReader;
    private final ReadingTime time;
    private final Map<String, FieldValue> fields = new LinkedHashMap<>();
    private Map<String, FieldValue> metadata = Map.of();
    private boolean structured;
    private @Nullable RejectedReadingException flatRejection;
    private @Nullable Instant timestamp;

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
            case "data" -> readData(value);
            case "metadata" -> readMetadata(value);
            case "timestamp", "ts" -> timestamp = time.read(json).orElse(timestamp);
            case "api_key" -> json.skipChildren();
            default -> readFlat(name);
        }
    }

    /** From now on other members count for nothing, and those before neither. */
    private void readData(JsonToken value) throws IOException {
        structured = true;
        flatRejection = null;
        fields.clear();
        readObject("data", value, fields);
    }

    private void readMetadata(JsonToken value) throws IOException {
        metadata = Map.of();
        if (value != JsonToken.VALUE_NULL) {
            Map<String, FieldValue> members = new LinkedHashMap<>();
            readObject("metadata", value, members);
            metadata = members;
        }
    }

    /** What is wrong with it is not wrong if {@code data} is still to come. */
    private void readFlat(String name) throws IOException {
        if (structured || flatRejection != null) {
            json.skipChildren();
            return;
        }
        try {
            fieldReader.readValue(name, fields);
        } catch (RejectedReadingException rejection) {
            flatRejection = rejection;
            json.skipChildren();
        }
    }

    private void readObject(String name, JsonToken value, Map<String, FieldValue> into) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw new RejectedReadingException("wrong_type", name, name + " must be an object");
        }
        fieldReader.readMembers(into);
    }

    private DecodedItem accepted(DeviceId device) {
        if (flatRejection != null) {
            return flatRejection.rejected();
        }
        if (fields.isEmpty()) {
            return new Rejected(
                    "no_fields", structured ? "data" : "", "a reading has at least one field that is not null");
        }
        Instant at = timestamp == null ? time.ofArrival(device) : timestamp;
        return new Accepted(new Reading(device, at, fields, metadata));
    }

    private void skipTo(JsonStreamContext outside) throws IOException {
        while (!json.getParsingContext().equals(outside)) {
            if (json.nextToken() == null) {
                return;
            }
        }
    }
}
