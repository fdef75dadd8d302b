package io.iotflow.ingest.pipeline;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldName;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import io.iotflow.ingest.reading.DecodedItem;
import io.iotflow.ingest.reading.DecodedItem.Accepted;
import io.iotflow.ingest.reading.DecodedItem.Rejected;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who sent something, and how.
 *
 * @param transport {@code http} or {@code mqtt}, for the metrics
 * @param fieldPrefix what the names of its fields begin with in the store; empty for plain telemetry
 */
public record Arrival(DeviceId device, String transport, String fieldPrefix) {

    /** Telemetry over HTTP. */
    public static Arrival overHttp(DeviceId device) {
        return new Arrival(device, "http", "");
    }

    /** Telemetry over MQTT. */
    public static Arrival overMqtt(DeviceId device) {
        return new Arrival(device, "mqtt", "");
    }

    /** An event over MQTT: its fields are stored as {@code event_{name}_{field}}. */
    public static Arrival eventOverMqtt(DeviceId device, String name) {
        return new Arrival(device, "mqtt", "event_" + name.replace('/', '_') + "_");
    }

    DecodedItem named(DecodedItem item) {
        if (fieldPrefix.isEmpty()) {
            return item;
        }
        return switch (item) {
            case Rejected rejected -> rejected;
            case Accepted(Reading reading) -> prefixed(reading);
        };
    }

    private DecodedItem prefixed(Reading reading) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        for (Map.Entry<String, FieldValue> field : reading.fields().entrySet()) {
            String name = fieldPrefix + field.getKey();
            if (!FieldName.isLegal(name)) {
                return new Rejected(
                        "bad_field_name",
                        name,
                        "with its event's name, a field has at most " + FieldName.LONGEST + " characters");
            }
            fields.put(name, field.getValue());
        }
        return new Accepted(new Reading(reading.device(), reading.timestamp(), fields, reading.metadata()));
    }
}
