package io.iotflow.ingest.mqtt.instruction;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A command that waits to be sent.
 *
 * @param type {@code control}, {@code config} or {@code firmware}: the last level of its topic
 * @param document what the device receives
 */
public record QueuedCommand(String id, String type, Optional<Instant> expiresAt, JsonObject document) {

    private static final List<String> MEMBERS =
            List.of("command_id", "command", "parameters", "timestamp", "expires_at");
    private static final List<String> TYPES = List.of("control", "config", "firmware");

    /** Reads a command of the registry's answer. */
    static QueuedCommand of(JsonObject command) {
        JsonObject document = new JsonObject();
        MEMBERS.forEach(member -> document.put(member, command.getValue(member)));
        String type = command.getString("command_type", "control");
        return new QueuedCommand(
                String.valueOf(command.getValue("command_id")),
                TYPES.contains(type) ? type : TYPES.getFirst(),
                time(command.getString("expires_at", "")),
                document);
    }

    boolean isExpired(Instant now) {
        return expiresAt.filter(now::isAfter).isPresent();
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
