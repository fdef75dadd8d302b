package io.iotflow.ingest.mqtt.instruction;

import io.vertx.core.json.JsonObject;

/** Commands as they are read from the registry's answer. */
public final class TestCommands {

    private TestCommands() {}

    public static QueuedCommand read(String command) {
        return QueuedCommand.of(new JsonObject(command));
    }
}
