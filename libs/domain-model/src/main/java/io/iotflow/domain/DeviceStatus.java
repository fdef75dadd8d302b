package io.iotflow.domain;

import java.util.Optional;

/** The administrative state of a device. People change it; connectivity never does. */
public enum DeviceStatus {
    /** May send and receive. */
    ACTIVE("active"),
    /** Switched off by an operator or by itself; everything it sends is refused. */
    INACTIVE("inactive"),
    /** Being worked on; everything it sends is refused. */
    MAINTENANCE("maintenance");

    private final String wireName;

    DeviceStatus(String wireName) {
        this.wireName = wireName;
    }

    /** The name in JSON, in the database and in messages. */
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name; an unknown one is empty. */
    public static Optional<DeviceStatus> parse(String wireName) {
        for (DeviceStatus status : values()) {
            if (status.wireName.equals(wireName)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
