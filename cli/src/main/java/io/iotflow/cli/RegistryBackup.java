package io.iotflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.stack.StackState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;

/** The registry of the stack that runs here, page by page. */
final class RegistryBackup {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String token;

    RegistryBackup(LocalHome local) throws IOException {
        StackState state = StackState.read(local.home())
                .filter(StackState::isLive)
                .orElseThrow(() -> new IOException("IoTFlow is not running. Start it with 'iotflow up' first."));
        PortName registry = PortName.DEVICE_REGISTRY;
        int port = state.ports().getOrDefault(registry.label(), registry.standard());
        this.address = URI.create("http://127.0.0.1:" + port + "/internal/backup");
        this.token = Files.readString(local.home().folder().resolve(Secrets.ADMIN_TOKEN_FILE))
                .strip();
    }

    /** The page after an id, as it came, on one line. */
    String page(long after) throws IOException, InterruptedException {
        return send(request(URI.create(address + "?after=" + after)).GET()).replace("\n", " ");
    }

    /** Hands a page over; answers how many devices of it were not there before. */
    int take(String page) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(page));
        return read(send(request)).path("added").asInt();
    }

    static JsonNode read(String document) throws IOException {
        return JSON.readTree(document);
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("The registry refused with " + answer.statusCode() + ": "
                    + read(answer.body()).path("detail").asText());
        }
        return answer.body();
    }
}
