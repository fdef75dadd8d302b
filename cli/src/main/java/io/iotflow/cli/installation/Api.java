package io.iotflow.cli.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTTP API of one installation, as an operator. Times out after 30 s; a stream of events does not. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 400;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String url;
    private final Optional<String> token;

    /** What was answered, whatever the status; without a body the document is a JSON null. */
    public record Answer(int status, JsonNode document) {}

    Api(String url, Optional<String> token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    /** Asks; parameters without a value are left out. */
    public JsonNode get(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        return checked(call("GET", path + query(parameters), NullNode.getInstance()));
    }

    /** Asks without parameters. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return get(path, Map.of());
    }

    /** Sends a document. */
    public JsonNode send(String method, String path, JsonNode document) throws IOException, InterruptedException {
        return checked(call(method, path, document));
    }

    /** Removes something. */
    public JsonNode delete(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        return checked(call("DELETE", path + query(parameters), NullNode.getInstance()));
    }

    /** Asks, and takes errors as answers too. */
    public Answer call(String method, String path, JsonNode document) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).timeout(PATIENCE);
        if (document.isNull()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(document)));
        }
        HttpResponse<String> answer = exchange(request, BodyHandlers.ofString());
        return new Answer(answer.statusCode(), read(answer.body()));
    }

    /** The bytes of a large answer; to be closed. */
    public InputStream download(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = exchange(request(path + query(parameters)), BodyHandlers.ofInputStream());
        if (answer.statusCode() >= FIRST_ERROR) {
            try (InputStream body = answer.body()) {
                throw refused(answer.statusCode(), read(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return answer.body();
    }

    /** The lines of a stream of events, from after an event on when one is named; to be closed. */
    public Stream<String> events(String path, Optional<String> after) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
        after.ifPresent(id -> request.header("Last-Event-ID", id));
        HttpResponse<Stream<String>> answer = exchange(request, BodyHandlers.ofLines());
        if (answer.statusCode() >= FIRST_ERROR) {
            try (Stream<String> lines = answer.body()) {
                throw refused(answer.statusCode(), read(lines.collect(Collectors.joining())));
            }
        }
        return answer.body();
    }

    /** A segment of a path or a value of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String query(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        return request;
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws InterruptedException, RefusedException {
        try {
            return http.send(request.build(), body);
        } catch (IOException _) {
            throw new RefusedException(
                    RefusedException.NOT_REACHED,
                    url + " does not answer. Start the local stack with 'iotflow up', or name another with --url.");
        }
    }

    private static JsonNode checked(Answer answer) throws RefusedException {
        if (answer.status() >= FIRST_ERROR) {
            throw refused(answer.status(), answer.document());
        }
        return answer.document();
    }

    private static RefusedException refused(int status, JsonNode problem) {
        StringBuilder message = new StringBuilder();
        message.append(problem.path("title").asText("refused"))
                .append(" (")
                .append(status)
                .append(")");
        String detail = problem.path("detail").asText("");
        if (!detail.isEmpty()) {
            message.append(": ").append(detail);
        }
        problem.path("violations")
                .forEach(violation -> message.append("; ")
                        .append(violation.path("field").asText())
                        .append(' ')
                        .append(violation.path("message").asText()));
        return new RefusedException(
                status == NOT_FOUND ? RefusedException.NOT_FOUND : RefusedException.FAILED, message.toString());
    }

    private static JsonNode read(String body) {
        try {
            JsonNode document = JSON.readTree(body);
            return document.isMissingNode() ? NullNode.getInstance() : document;
        } catch (JsonProcessingException _) {
            return NullNode.getInstance();
        }
    }
}
