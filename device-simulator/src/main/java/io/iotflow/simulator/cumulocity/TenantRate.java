package io.iotflow.simulator.cumulocity;

import java.time.Duration;
import java.time.Instant;

/** How fast all devices of a tenant together may send: they take turns, in the order in which they ask. Any thread. */
public final class TenantRate {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private Duration pause = Duration.ZERO;
    private Instant free = Instant.EPOCH;

    /** So many messages a second from now on; 0 for no bound. */
    public synchronized void set(int messagesPerSecond) {
        pause = messagesPerSecond == 0 ? Duration.ZERO : Duration.ofNanos(NANOS / messagesPerSecond);
    }

    /** Takes the next turn; answers how long to wait for it. */
    synchronized Duration turn(Instant now) {
        Instant mine = free.isAfter(now) ? free : now;
        free = mine.plus(pause);
        return Duration.between(now, mine);
    }
}
