package io.iotflow.admin.alert.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.fleet.WatchedDevice;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.FleetApi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What telemetry-query tells of many devices with one question. */
@Singleton
class FleetReadings {

    private static final String SERVICE = "telemetry-query";

    /** The newest value of a device. */
    record Newest(JsonNode value, Instant at) {}

    private final FleetApi api;
    private final Answers answers;
    private final ObjectMapper json;
    private final String secret;

    FleetReadings(
            @RestClient FleetApi api,
            Answers answers,
            ObjectMapper json,
            @ConfigProperty(name = "iotflow.internal.secret") Optional<String> secret) {
        this.api = api;
        this.answers = answers;
        this.json = json;
        this.secret = secret.orElse("");
    }

    /** By device id; devices without a value are not in it. The newest of any field when none is named. */
    Uni<Map<Long, Newest>> newest(List<WatchedDevice> devices, Optional<String> field) {
        return answers.read(SERVICE, api.newest(secret, question(devices, field)))
                .map(answer -> {
                    Map<Long, Newest> found = new HashMap<>();
                    answer.path("devices")
                            .properties()
                            .forEach(one -> found.put(
                                    Long.parseLong(one.getKey()),
                                    new Newest(
                                            one.getValue().path("value"),
                                            Instant.parse(one.getValue()
                                                    .path("timestamp")
                                                    .asText()))));
                    return found;
                });
    }

    /** By device id, by how much a field changed within the time until now; devices without a value there are not in it. */
    Uni<Map<Long, Double>> changes(List<WatchedDevice> devices, String field, Duration within) {
        return answers.read(SERVICE, api.changes(secret, within.toSeconds(), question(devices, Optional.of(field))))
                .map(answer -> {
                    Map<Long, Double> found = new HashMap<>();
                    answer.path("devices")
                            .properties()
                            .forEach(one -> found.put(
                                    Long.parseLong(one.getKey()), one.getValue().asDouble()));
                    return found;
                });
    }

    private ObjectNode question(List<WatchedDevice> devices, Optional<String> field) {
        ObjectNode question = json.createObjectNode();
        ArrayNode ids = question.putArray("device_ids");
        devices.forEach(device -> ids.add(device.id().value()));
        field.ifPresent(name -> question.put("field", name));
        return question;
    }
}
