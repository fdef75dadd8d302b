package io.iotflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;

/** Speaks HTTP to the service under test. */
final class RegistryClient {

    /** The configured admin token. */
    static final String[] ADMIN = {"Authorization", "admin abc"};

    static final String[] SERVICE = {"X-Service-Secret", RegistryOnRealParts.SERVICE_SECRET};

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    /** What was answered; an empty document when there was no body. */
    record Answer(int status, JsonNode body, HttpHeaders headers) {}

    /** A device that was registered for a test. */
    record TestDevice(String id, String name, String key) {

        String[] credential() {
            return new String[] {"X-API-Key", key};
        }

        String path(String rest) {
            return "/api/v1/devices/" + id + rest;
        }
    }

    /** A name that no other test has. */
    static String uniqueName() {
        return "test " + UUID.randomUUID();
    }

    TestDevice register() throws IOException, InterruptedException {
        return register(uniqueName(), "sensor");
    }

    TestDevice register(String name, String type) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("name", name)
                .put("device_type", type)
                .toString();
        JsonNode device = post("/api/v1/devices/register", body).body().path("device");
        return new TestDevice(
                device.path("id").asText(), name, device.path("api_key").asText());
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    /** The answer as it is on the wire. */
    String getText(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request("GET", path, "", headers), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    Answer put(String path, String body, String... headers) throws IOException, InterruptedException {
        return send("PUT", path, body, headers);
    }

    Answer delete(String path, String... headers) throws IOException, InterruptedException {
        return send("DELETE", path, "", headers);
    }

    Answer send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        return answer(http.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString()));
    }

    CompletableFuture<Answer> sendAsync(String method, String path, String body, String... headers) {
        return http.sendAsync(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString())
                .thenApply(RegistryClient::answer);
    }

    private static HttpRequest request(String method, String path, String body, String... headers) {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private static Answer answer(HttpResponse<String> response) {
        try {
            JsonNode body = response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
            return new Answer(response.statusCode(), body, response.headers());
        } catch (IOException failure) {
            throw new IllegalStateException("no JSON: " + response.body(), failure);
        }
    }
}
