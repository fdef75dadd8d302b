package io.iotflow.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers about readings as flat rows.
 *
 * @param rows objects with members of the columns' names
 */
record ReadingRows(ArrayNode rows, List<String> columns) {

    private static final String TIME = "timestamp";

    /** A row a reading, a column a field. */
    static ReadingRows ofHistory(JsonNode answer) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        Set<String> columns = new LinkedHashSet<>(List.of(TIME));
        for (JsonNode reading : answer.path("data")) {
            ObjectNode row = rows.addObject().set(TIME, reading.path(TIME));
            reading.path("data").properties().forEach(field -> {
                columns.add(field.getKey());
                row.set(field.getKey(), field.getValue());
            });
        }
        return new ReadingRows(rows, List.copyOf(columns));
    }

    /** A row a field. */
    static ReadingRows ofLatest(JsonNode answer) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        answer.path("fields").properties().forEach(field -> {
            ObjectNode row = rows.addObject().put("field", field.getKey());
            row.set("value", field.getValue().path("value"));
            row.set(TIME, field.getValue().path(TIME));
        });
        return new ReadingRows(rows, List.of("field", "value", TIME));
    }

    /** A row a window and field. */
    static ReadingRows ofAggregates(JsonNode answer) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode series : answer.path("series")) {
            for (JsonNode point : series.path("data")) {
                ObjectNode row = rows.addObject().set("field", series.path("field"));
                row.set(TIME, point.path(TIME));
                row.set("value", point.path("value"));
                row.set("count", point.path("count"));
            }
        }
        return new ReadingRows(rows, List.of(TIME, "field", "value", "count"));
    }

    /** The lines of RFC 4180, the names first. */
    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(ReadingRows::quoted).collect(Collectors.joining(",")));
        rows.forEach(row -> lines.add(
                columns.stream().map(column -> quoted(text(row.path(column)))).collect(Collectors.joining(","))));
        return lines;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
