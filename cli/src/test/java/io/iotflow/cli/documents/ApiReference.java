package io.iotflow.cli.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The reference of a service's HTTP API in Markdown, from the OpenAPI document that its build writes
 * ({@code target/openapi}) and from the Javadoc of its resources. What only other services call is left out.
 */
final class ApiReference {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    private final String service;
    private final JsonNode document;
    private final ResourceSources sources;
    private final SchemaPages schemas;
    private final StringBuilder text = new StringBuilder();

    private ApiReference(String service, JsonNode document, ResourceSources sources) {
        this.service = service;
        this.document = document;
        this.sources = sources;
        this.schemas = new SchemaPages(document.at("/components/schemas"));
    }

    /** The page of a service that is built. */
    static String of(String service) throws IOException {
        Path root = ProjectRoot.find().folder();
        JsonNode document = JSON.readTree(
                root.resolve(service).resolve("target/openapi/openapi.json").toFile());
        ResourceSources sources = ResourceSources.in(List.of(root.resolve(service)));
        return new ApiReference(service, document, sources).page();
    }

    private String page() throws IOException {
        text.append("# The HTTP API of ").append(service).append("\n\n");
        text.append(
                "Made from its OpenAPI document (`/q/openapi` on the management port) by `ApiReferenceEndToEnd`, which fails"
                        + " when this page is stale. Rules for all services, such as credentials, limits and errors, are in"
                        + " [HTTP](README.md).\n");
        Map<String, JsonNode> paths = new TreeMap<>();
        document.path("paths").properties().forEach(path -> paths.put(path.getKey(), path.getValue()));
        for (Map.Entry<String, JsonNode> path : paths.entrySet()) {
            if (path.getKey().startsWith("/api/") || path.getKey().equals("/health")) {
                operations(path.getKey(), path.getValue());
            }
        }
        return text.append(schemas.text()).toString();
    }

    private void operations(String path, JsonNode item) throws IOException {
        for (String method : METHODS) {
            if (item.has(method)) {
                operation(method.toUpperCase(Locale.ROOT) + " " + path, item.path(method));
            }
        }
    }

    private void operation(String title, JsonNode operation) throws IOException {
        text.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(said(operation))
                .append("\n\n");
        List<String> facts = new ArrayList<>();
        facts.add("Who: " + who(operation));
        parameters(operation, facts);
        operation.at("/requestBody/content").properties().stream()
                .filter(body -> !body.getValue().at("/schema/$ref").asText().endsWith("/RoutingContext"))
                .map(body -> "Body: `" + body.getKey() + "`")
                .forEach(facts::add);
        operation.path("responses").properties().forEach(answer -> answer(answer.getKey(), answer.getValue(), facts));
        facts.forEach(fact -> text.append("- ").append(fact).append('\n'));
    }

    private String said(JsonNode operation) throws IOException {
        String summary = operation.path("summary").asText();
        String[] id = operation.path("operationId").asText().split("_", 2);
        return id.length < 2 ? summary : sources.textOf(id[0], id[1]).orElse(summary);
    }

    /** The roles that the resource names; a higher role may what a lower one may. */
    private static String who(JsonNode operation) {
        String roles = operation
                .path("security")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .sorted()
                .collect(Collectors.joining(", "));
        return roles.isEmpty() ? "see [HTTP](README.md#who-may-what)" : roles;
    }

    private void parameters(JsonNode operation, List<String> facts) {
        Map<String, List<String>> byPlace = new TreeMap<>();
        operation
                .path("parameters")
                .forEach(parameter -> byPlace.computeIfAbsent(
                                parameter.path("in").asText(), _ -> new ArrayList<>())
                        .add(parameter(parameter)));
        byPlace.forEach((place, names) -> facts.add(
                place.substring(0, 1).toUpperCase(Locale.ROOT) + place.substring(1) + ": " + String.join(", ", names)));
    }

    private String parameter(JsonNode parameter) {
        JsonNode usual = parameter.at("/schema/default");
        String type = schemas.name(parameter.path("schema"));
        String name = "`" + parameter.path("name").asText() + "`";
        String said = type.equals("string") ? name : name + " " + type;
        return usual.isMissingNode() ? said : said + " (`" + usual.asText() + "` unless given)";
    }

    private void answer(String status, JsonNode answer, List<String> facts) {
        if (status.startsWith("2")) {
            JsonNode content = answer.path("content");
            String types = content.properties().stream()
                    .map(body -> "`" + body.getKey() + "` "
                            + schemas.name(body.getValue().path("schema")))
                    .map(String::strip)
                    .collect(Collectors.joining(", "));
            facts.add("Answer: " + (types.isEmpty() ? "2xx" : types));
        }
    }
}
