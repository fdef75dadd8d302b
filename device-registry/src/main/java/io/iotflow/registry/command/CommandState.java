package io.iotflow.registry.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a command is on its way. It only goes forward; steps may be left out, because an answer of the device can
 * overtake the confirmation that the command was sent.
 */
enum CommandState {
    /** Stored, not yet with the device. */
    PENDING("pending", false),
    /** The device has confirmed that it has it. */
    SENT("sent", false),
    /** The device has said that it will do it. */
    ACKNOWLEDGED("acknowledged", false),
    /** Done. */
    COMPLETED("completed", true),
    /** The device could not do it. */
    FAILED("failed", true),
    /** It was not with the device in time, and never will be. */
    EXPIRED("expired", true);

    private final String wireName;
    private final boolean end;

    CommandState(String wireName, boolean end) {
        this.wireName = wireName;
        this.end = end;
    }

    String wireName() {
        return wireName;
    }

    /** Whether the command goes no further. */
    boolean isEnd() {
        return end;
    }

    /** The wire names of the states out of which this one can be reached. */
    List<String> before() {
        return Arrays.stream(values())
                .filter(state -> !state.end && state.ordinal() < ordinal())
                .map(CommandState::wireName)
                .toList();
    }

    static Optional<CommandState> parse(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName.equals(wireName))
                .findFirst();
    }
}
