package io.iotflow.simulator.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The product's HTTP API, as a client uses it. Calls block and end within {@value #PATIENCE_SECONDS} seconds. */
public final class Platform {

    static final int PATIENCE_SECONDS = 15;

    private static final int CREATED = 201;
    private static final int MULTI_STATUS = 207;
    private static final int BATCH = 500;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * @param address of the gateway, such as {@code http://localhost:5000}
     */
    public Platform(URI address) {
        this.address = address;
    }

    /** Registers a device; empty when the name is taken. */
    public Optional<DeviceCredentials> register(String name, String type) throws PlatformException {
        String body = JSON.createObjectNode()
                .put("name", name)
                .put("device_type", type)
                .toString();
        HttpResponse<String> answer = send(request("/api/v1/devices/register")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() == CONFLICT) {
            return Optional.empty();
        }
        JsonNode device = expect(CREATED, answer).path("device");
        return Optional.of(new DeviceCredentials(
                device.path("id").asLong(), name, device.path("api_key").asText()));
    }

    /**
     * Registers many devices at once, as an operator.
     *
     * @param devices names and types
     */
    public List<DeviceCredentials> registerAll(List<Map.Entry<String, String>> devices, String adminToken)
            throws PlatformException {
        List<DeviceCredentials> registered = new ArrayList<>();
        for (int from = 0; from < devices.size(); from += BATCH) {
            ArrayNode body = JSON.createArrayNode();
            devices.subList(from, Math.min(devices.size(), from + BATCH))
                    .forEach(device ->
                            body.addObject().put("name", device.getKey()).put("device_type", device.getValue()));
            JsonNode answer = expect(
                    MULTI_STATUS,
                    send(request("/api/v1/devices/register/batch")
                            .header("Content-Type", "application/json")
                            .header("Authorization", "admin " + adminToken)
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
            for (JsonNode result : answer.path("results")) {
                registered.add(withKey(result));
            }
        }
        return registered;
    }

    private static DeviceCredentials withKey(JsonNode result) throws PlatformException {
        JsonNode device = result.path("device");
        if (device.path("api_key").asText().isEmpty()) {
            throw new PlatformException("A device of the fleet could not be registered, or was before: "
                    + device.path("name").asText() + result.path("error").asText() + ". Choose another --name.");
        }
        return new DeviceCredentials(
                device.path("id").asLong(),
                device.path("name").asText(),
                device.path("api_key").asText());
    }

    /** Gives a registered device a new key, as an operator. */
    public DeviceCredentials takeOver(String name, String adminToken) throws PlatformException {
        String search = URLEncoder.encode(name, StandardCharsets.UTF_8);
        JsonNode found = expect(
                OK,
                send(request("/api/v1/admin/devices?per_page=500&search=" + search)
                        .header("Authorization", "admin " + adminToken)));
        for (JsonNode device : found.path("devices")) {
            if (device.path("name").asText().equals(name)) {
                return rotate(device.path("id").asLong(), name, adminToken);
            }
        }
        throw new PlatformException("There is no device called " + name + " to take over.");
    }

    private DeviceCredentials rotate(long id, String name, String adminToken) throws PlatformException {
        JsonNode rotated = expect(
                CREATED,
                send(request("/api/v1/admin/devices/" + id + "/api-keys")
                        .header("Authorization", "admin " + adminToken)
                        .POST(HttpRequest.BodyPublishers.noBody())));
        return new DeviceCredentials(id, name, rotated.path("api_key").asText());
    }

    /** One page of a device's readings, as it sees them itself. */
    public JsonNode readings(DeviceCredentials device, Map<String, String> parameters) throws PlatformException {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return expect(
                OK, send(request("/api/v1/telemetry/" + device.id() + query).header("X-API-Key", device.apiKey())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws PlatformException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new PlatformException(address + " does not answer: " + failure.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted");
        }
    }

    private static JsonNode expect(int status, HttpResponse<String> answer) throws PlatformException {
        try {
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() == status) {
                return body;
            }
            throw new PlatformException("The platform answered " + answer.statusCode() + ": "
                    + body.path("title").asText() + " - " + body.path("detail").asText());
        } catch (IOException _) {
            throw new PlatformException("The platform answered " + answer.statusCode() + " and no JSON.");
        }
    }
}
