package io.iotflow.domain;

import java.time.Duration;

/** What became of one reading. HTTP and MQTT each translate these values into their own answers. */
public sealed interface ReadingOutcome {

    /** The store has it: a query sees it, and it survives the crash of any process. */
    record Stored() implements ReadingOutcome {
        /** The only one that is needed. */
        public static final Stored INSTANCE = new Stored();
    }

    /**
     * It can't be stored, now or later.
     *
     * @param code for machines, {@code snake_case}
     * @param reason for the device's developer; says what to do next
     */
    record Refused(String code, String reason) implements ReadingOutcome {}

    /**
     * The store did not confirm it. It may or may not be there; sending it again is safe.
     *
     * @param retryIn how long to wait before sending it again
     */
    record StoreUnavailable(Duration retryIn) implements ReadingOutcome {}

    /**
     * Too many readings are waiting; this one was not taken.
     *
     * @param retryIn how long to wait before sending it again
     */
    record Overloaded(Duration retryIn) implements ReadingOutcome {}
}
