package io.iotflow.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.PortName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls device-registry itself, without the gateway. Blocks; fails when the answer has another status than is said. */
final class RegistryCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEVICES = "/api/v1/devices/";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int MULTI_STATUS = 207;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI registry;
    private final String adminToken;
    private final String serviceSecret;

    RegistryCalls(TrialStack stack) throws IOException {
        this.registry = stack.uri(PortName.DEVICE_REGISTRY, "/");
        this.adminToken = stack.adminToken();
        this.serviceSecret = stack.facts().serviceSecret();
    }

    /** Registers one device and answers it with its key. */
    JsonNode register(String device) throws IOException, InterruptedException {
        return JSON.readTree(send(post(DEVICES + "register", device), CREATED)).path("device");
    }

    /** Registers the devices of a JSON array and answers what became of each. */
    JsonNode registerAll(String devices) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                post(DEVICES + "register/batch", devices).header("Authorization", "Bearer " + adminToken);
        return JSON.readTree(send(request, MULTI_STATUS)).path("results");
    }

    /** A page of the statuses of all devices. */
    JsonNode statuses(int limit) throws IOException, InterruptedException {
        return JSON.readTree(pageOfStatuses(limit)).path("devices");
    }

    /** The same as it is on the wire. */
    byte[] pageOfStatuses(int limit) throws IOException, InterruptedException {
        return send(request(DEVICES + "statuses?limit=" + limit), OK);
    }

    void heartbeat(String key) throws IOException, InterruptedException {
        send(post(DEVICES + "heartbeat", "").header("X-API-Key", key), OK);
    }

    /** Replaces a device's key. */
    void rotate(long device) throws IOException, InterruptedException {
        send(
                post("/internal/devices/" + device + "/api-keys", "").header("Authorization", "Bearer " + adminToken),
                CREATED);
    }

    /** Asks with a key for what only its device may see. */
    void askAs(String key, int expected) throws IOException, InterruptedException {
        send(request(DEVICES + "config").header("X-API-Key", key), expected);
    }

    /** Whether a broker would let a device in: nothing but a look-up of the key. */
    boolean mayConnect(long device, String key) throws IOException, InterruptedException {
        String question = "{\"username\":\"" + device + "\",\"password\":\"" + key + "\",\"clientid\":\"c\"}";
        byte[] answer = send(post("/internal/mqtt/auth", question).header("X-Service-Secret", serviceSecret), OK);
        return JSON.readTree(answer).path("result").asText().equals("allow");
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(registry.resolve(path));
    }

    private byte[] send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != expected) {
            throw new IOException("device-registry answered " + answer.statusCode() + " to "
                    + answer.request().uri().getPath());
        }
        return answer.body();
    }
}
