package io.iotflow.ingest.mqtt.instruction;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * How far a command has come.
 *
 * @param status {@code sent}, {@code acknowledged}, {@code completed} or {@code failed}
 * @param result what the device says of it; empty unless it does
 */
public record CommandProgress(String status, JsonObject result) {

    /** The device has it. */
    static final CommandProgress SENT = new CommandProgress("sent", new JsonObject());

    private static final List<String> SAID_BY_DEVICES = List.of("acknowledged", "completed", "failed");

    /** Reads a device's response to a command; empty if it is none. */
    public static Optional<CommandProgress> read(byte[] payload) {
        try {
            JsonObject response = new JsonObject(Buffer.buffer(payload));
            Object result = response.getValue("result", new JsonObject());
            if (response.getValue("status") instanceof String status
                    && SAID_BY_DEVICES.contains(status)
                    && result instanceof JsonObject said) {
                return Optional.of(new CommandProgress(status, said));
            }
            return Optional.empty();
        } catch (DecodeException _) {
            return Optional.empty();
        }
    }

    JsonObject toJson() {
        return new JsonObject().put("status", status).put("result", result);
    }
}
