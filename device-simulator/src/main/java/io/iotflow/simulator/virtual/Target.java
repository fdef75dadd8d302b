package io.iotflow.simulator.virtual;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom a device feeds. */
public enum Target {
    IOTFLOW,
    CUMULOCITY,
    BOTH;

    /** As it is written in requests, answers and tables. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The target of a name; anything else is empty. */
    public static Optional<Target> parse(String wireName) {
        return Arrays.stream(values())
                .filter(target -> target.wireName().equals(wireName))
                .findFirst();
    }

    boolean includes(Target one) {
        return this == one || this == BOTH;
    }
}
