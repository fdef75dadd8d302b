package io.iotflow.planted.one;

import java.time.Instant;

/** Knows the time by itself. */
public final class AskedTheMachine {

    /** Reads the machine's clock. */
    public Instant time() {
        return Instant.now();
    }
}
