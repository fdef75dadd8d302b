package io.iotflow.cli.bench;

import java.time.Clock;
import java.time.Duration;

/**
 * Gives each run an hour of event time of its own, one after the other and all in the past, so that what a run stored can
 * be counted by its time alone.
 */
final class Windows {

    /** How long each is, in milliseconds: so many readings a device may send in a run. */
    static final long LENGTH = Duration.ofHours(1).toMillis();

    private static final Duration BACK = Duration.ofDays(6);

    private long next;

    Windows(Clock clock) {
        this.next = clock.instant().minus(BACK).toEpochMilli();
    }

    /** The first millisecond of the next window. */
    long next() {
        long first = next;
        next += LENGTH;
        return first;
    }
}
