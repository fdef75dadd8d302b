package io.iotflow.store;

import java.time.Duration;

/** The store does not answer. Worth another try after a while. */
public final class StoreUnavailableException extends RuntimeException {

    private final transient Duration retryIn;

    StoreUnavailableException(String message, Duration retryIn) {
        super(message, null, false, false);
        this.retryIn = retryIn;
    }

    public Duration retryIn() {
        return retryIn;
    }
}
