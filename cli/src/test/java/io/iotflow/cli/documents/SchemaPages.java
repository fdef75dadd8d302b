package io.iotflow.cli.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The schemas of a document that were named, as tables; naming one brings those of its members. */
final class SchemaPages {

    /** Types of the libraries that stand for any JSON, or for a stream. */
    private static final Map<String, String> FOREIGN = Map.of(
            "ObjectNode", "object",
            "JsonNode", "any",
            "JsonObject", "object",
            "JsonArray", "array",
            "StreamedAnswer", "stream",
            "Instant", "time");

    private static final String REFERENCE = "#/components/schemas/";

    private final JsonNode schemas;
    private final Set<String> named = new TreeSet<>();
    private final Deque<String> waiting = new ArrayDeque<>();

    SchemaPages(JsonNode schemas) {
        this.schemas = schemas;
    }

    /** What a schema is called, in Markdown; empty where nothing is said. */
    String name(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (reference.startsWith(REFERENCE)) {
            return link(reference.substring(REFERENCE.length()));
        }
        if (schema.has("anyOf")) {
            return schema.path("anyOf")
                    .valueStream()
                    .map(this::name)
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.joining(" or "));
        }
        String type = types(schema.path("type"));
        if (type.startsWith("array")) {
            return "list of " + name(schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            return "map to " + name(schema.path("additionalProperties"));
        }
        return schema.path("format").asText().equals("date-time") ? "time" : type;
    }

    private static String types(JsonNode type) {
        if (!type.isArray()) {
            return type.asText();
        }
        return type.valueStream()
                .map(JsonNode::asText)
                .filter(name -> !name.equals("null"))
                .collect(Collectors.joining(" or "));
    }

    private String link(String schema) {
        if (FOREIGN.containsKey(schema)) {
            return FOREIGN.getOrDefault(schema, "");
        }
        if (!schema.matches("[A-Za-z0-9]+")) {
            return "stream";
        }
        if (named.add(schema)) {
            waiting.add(schema);
        }
        return "[" + schema + "](#" + schema.toLowerCase(Locale.ROOT) + ")";
    }

    /** A table for each schema that was named. */
    String text() {
        Map<String, String> tables = new TreeMap<>();
        while (!waiting.isEmpty()) {
            String schema = waiting.remove();
            tables.put(schema, table(schemas.path(schema)));
        }
        StringBuilder text = new StringBuilder();
        tables.forEach((schema, table) ->
                text.append("\n## ").append(schema).append("\n\n").append(table));
        return text.toString();
    }

    private String table(JsonNode schema) {
        if (schema.has("enum")) {
            return "One of "
                    + schema.path("enum")
                            .valueStream()
                            .map(value -> "`" + value.asText() + "`")
                            .collect(Collectors.joining(", "))
                    + ".\n";
        }
        StringBuilder rows = new StringBuilder("| member | type |\n|---|---|\n");
        schema.path("properties")
                .properties()
                .forEach(member -> rows.append("| `")
                        .append(member.getKey())
                        .append("` | ")
                        .append(name(member.getValue()))
                        .append(" |\n"));
        return schema.path("properties").isEmpty() ? name(schema) + "\n" : rows.toString();
    }
}
