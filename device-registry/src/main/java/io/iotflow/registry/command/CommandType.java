package io.iotflow.registry.command;

import java.util.Arrays;
import java.util.Optional;

/** Which topic a command is sent on. */
enum CommandType {
    CONTROL("control"),
    CONFIG("config"),
    FIRMWARE("firmware");

    private final String wireName;

    CommandType(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static Optional<CommandType> parse(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
