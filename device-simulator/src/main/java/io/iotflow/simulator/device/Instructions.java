package io.iotflow.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/** What a device does when it is told to. On its event loop. */
final class Instructions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double LONGEST_SECONDS = 86_400;

    private final SimulatedDevice device;
    private final DeviceLink link;
    private final long begun = System.nanoTime();

    Instructions(SimulatedDevice device, DeviceLink link) {
        this.device = device;
        this.link = link;
    }

    /** Does what a command says and answers it; one that is unknown, or can't be done, has failed. */
    void obey(JsonNode command) {
        device.figures().command();
        ObjectNode result = JSON.createObjectNode();
        JsonNode parameters = command.path("parameters");
        boolean restart = false;
        switch (command.path("command").asText()) {
            case "get_status" -> describe(result);
            case "update_interval" -> updateInterval(parameters, result);
            case "calibrate" -> {
                device.calibrate();
                result.put("calibrated", true);
            }
            case "restart" -> {
                restart = true;
                result.put("restarting", true);
            }
            default -> result.put("error", "unknown command");
        }
        answer(command.path("command_id").asText(), result, restart);
    }

    private void answer(String id, ObjectNode result, boolean restart) {
        ObjectNode answer = JSON.createObjectNode().put("status", result.has("error") ? "failed" : "completed");
        answer.set("result", result);
        link.send(new DeviceLink.Outgoing(
                "commands/" + id + "/response", Buffer.buffer(answer.toString()), 1, System.nanoTime(), _ -> {
                    if (restart) {
                        link.restart();
                    }
                }));
    }

    private void describe(ObjectNode result) {
        result.put("status", "online")
                .put("profile", device.profile().name())
                .put("uptime_seconds", (System.nanoTime() - begun) / 1_000_000_000L)
                .put("telemetry_interval", device.telemetrySeconds())
                .put("battery_level", device.battery());
    }

    private void updateInterval(JsonNode parameters, ObjectNode result) {
        double seconds = parameters
                .path("interval")
                .asDouble(parameters.path("telemetry_interval").asDouble());
        if (seconds > 0 && seconds <= LONGEST_SECONDS) {
            device.measureEvery(seconds);
            result.put("telemetry_interval", seconds);
        } else {
            result.put("error", "update_interval needs parameters.interval in seconds, above 0 and at most 86400");
        }
    }

    /** Takes {@code telemetry_interval} and {@code heartbeat_interval}, in seconds, from the device's configuration. */
    void apply(JsonNode document) {
        device.figures().configuration();
        JsonNode configuration = document.path("configuration");
        double telemetry = configuration.at("/telemetry_interval/value").asDouble();
        double heartbeat = configuration.at("/heartbeat_interval/value").asDouble();
        if (telemetry > 0) {
            device.measureEvery(telemetry);
        }
        if (heartbeat > 0) {
            device.beatEvery(heartbeat);
        }
    }
}
