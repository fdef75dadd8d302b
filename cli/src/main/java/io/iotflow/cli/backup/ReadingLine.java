package io.iotflow.cli.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reading as a line of JSON: {@code {"d":7,"t":1700000000000,"f":{"a":["n",1.5]},"m":{}}}; each value with its lane.
 */
final class ReadingLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReadingLine() {}

    static String of(Reading reading) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("d", reading.device().value());
        line.put("t", reading.timestamp().toEpochMilli());
        line.set("f", values(reading.fields()));
        line.set("m", values(reading.metadata()));
        return line.toString();
    }

    static Reading parse(String text) throws JsonProcessingException {
        JsonNode line = JSON.readTree(text);
        return new Reading(
                new DeviceId(line.path("d").asLong()),
                Instant.ofEpochMilli(line.path("t").asLong()),
                values(line.path("f")),
                values(line.path("m")));
    }

    private static ObjectNode values(Map<String, FieldValue> values) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> add(node.putArray(name), value));
        return node;
    }

    private static void add(ArrayNode pair, FieldValue value) {
        switch (value) {
            // As its bits in decimal digits that lead back to them.
            case NumberValue(double number) -> pair.add("n").add(Double.toString(number));
            case IntegerValue(long number) -> pair.add("i").add(number);
            case TextValue(String text) -> pair.add("t").add(text);
            case BooleanValue(boolean truth) -> pair.add("b").add(truth);
            case JsonValue(String json) -> pair.add("j").add(json);
        }
    }

    private static Map<String, FieldValue> values(JsonNode node) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
        return values;
    }

    private static FieldValue value(JsonNode pair) {
        JsonNode value = pair.path(1);
        return switch (pair.path(0).asText()) {
            case "n" -> new NumberValue(Double.parseDouble(value.asText()));
            case "i" -> new IntegerValue(value.asLong());
            case "t" -> new TextValue(value.asText());
            case "b" -> new BooleanValue(value.asBoolean());
            case "j" -> new JsonValue(value.asText());
            default -> throw new IllegalArgumentException("The backup holds a value of an unknown lane.");
        };
    }
}
