package io.iotflow.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch as it goes through Redis; each value with the letter of its kind, so that it comes out as it went in. */
final class LiveText {

    private LiveText() {}

    static String of(LiveBatch batch) {
        JsonArray readings = new JsonArray();
        for (Reading reading : batch.readings()) {
            readings.add(new JsonArray()
                    .add(reading.device().value())
                    .add(reading.timestamp().toEpochMilli())
                    .add(values(reading.fields()))
                    .add(values(reading.metadata())));
        }
        return new JsonObject()
                .put("lost", batch.lost())
                .put("readings", readings)
                .encode();
    }

    static LiveBatch parse(String text) {
        JsonObject batch = new JsonObject(text);
        List<Reading> readings = new ArrayList<>();
        JsonArray parts = batch.getJsonArray("readings");
        for (int i = 0; i < parts.size(); i++) {
            JsonArray part = parts.getJsonArray(i);
            readings.add(new Reading(
                    new DeviceId(part.getLong(0)),
                    Instant.ofEpochMilli(part.getLong(1)),
                    values(part.getJsonObject(2)),
                    values(part.getJsonObject(3))));
        }
        return new LiveBatch(readings, batch.getLong("lost"));
    }

    private static JsonObject values(Map<String, FieldValue> values) {
        JsonObject json = new JsonObject();
        values.forEach((name, value) -> json.put(name, pair(value)));
        return json;
    }

    private static JsonArray pair(FieldValue value) {
        return switch (value) {
            case NumberValue(double number) -> JsonArray.of("n", number);
            case IntegerValue(long number) -> JsonArray.of("i", number);
            case TextValue(String text) -> JsonArray.of("s", text);
            case BooleanValue(boolean truth) -> JsonArray.of("b", truth);
            case JsonValue(String json) -> JsonArray.of("j", json);
        };
    }

    private static Map<String, FieldValue> values(JsonObject json) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        for (String name : json.fieldNames()) {
            JsonArray pair = json.getJsonArray(name);
            values.put(
                    name,
                    switch (pair.getString(0)) {
                        case "n" -> new NumberValue(pair.getDouble(1));
                        case "i" -> new IntegerValue(pair.getLong(1));
                        case "s" -> new TextValue(pair.getString(1));
                        case "b" -> new BooleanValue(pair.getBoolean(1));
                        default -> new JsonValue(pair.getString(1));
                    });
        }
        return values;
    }
}
