package io.iotflow.limit;

import java.time.Duration;

/**
 * How many requests a caller may make. A window begins with the first request after the last window ended.
 *
 * @param requests in one window; 0 means without limit
 * @param window how long a window is
 */
public record Limit(int requests, Duration window) {

    private static final int LEAST_TO_SHARE_OUT = 50;
    private static final int LEASES = 10;

    public Limit {
        if (requests < 0 || window.toMillis() < 1) {
            throw new IllegalArgumentException("a limit has 0 or more requests in a window of at least 1 ms");
        }
    }

    boolean isUnlimited() {
        return requests == 0;
    }

    /** How many requests a replica may take at once: a tenth, or one by one where a tenth would be felt. */
    int largestLease() {
        return requests < LEAST_TO_SHARE_OUT ? 1 : requests / LEASES;
    }
}
