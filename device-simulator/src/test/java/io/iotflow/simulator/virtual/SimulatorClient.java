package io.iotflow.simulator.virtual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** Speaks HTTP to the simulator under test, as an admin. */
final class SimulatorClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    /** What was answered. */
    record Answer(int status, String text) {

        JsonNode body() throws IOException {
            return JSON.readTree(text);
        }
    }

    /** The service starts before its tables are there. */
    void awaitDatabase() {
        Awaitility.await().atMost(PATIENCE).until(() -> get("/devices").status() == 200);
    }

    /** A new device; the answer is its document. */
    JsonNode create(String type, double interval, String target) throws IOException, InterruptedException {
        String name = "test " + UUID.randomUUID();
        String body = "{\"name\":\"%s\",\"type\":\"%s\",\"interval\":%s,\"target\":\"%s\"}"
                .formatted(name, type, interval, target);
        return send("POST", "/devices", body).body();
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer post(String path) throws IOException, InterruptedException {
        return send("POST", path, "");
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/simulator" + path))
                .header("Authorization", "admin abc")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }
}
