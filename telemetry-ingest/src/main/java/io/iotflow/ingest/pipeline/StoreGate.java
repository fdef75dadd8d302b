package io.iotflow.ingest.pipeline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Whether readings are offered to the store. It closes when a call fails or stays silent for too long. While it is
 * closed, readings are turned away at once, but for one caller in each probe interval: by that one the store shows that
 * it is back, and the gate opens. Any thread.
 */
final class StoreGate {

    private static final Logger LOG = Logger.getLogger(StoreGate.class);
    private static final long OPEN = Long.MIN_VALUE;

    private final long probeEveryNanos;
    private final AtomicLong nextProbe = new AtomicLong(OPEN);

    StoreGate(Duration probeEvery) {
        this.probeEveryNanos = probeEvery.toNanos();
    }

    /**
     * Whether this caller's readings may be offered.
     *
     * @param now on a monotonic clock, in nanoseconds
     */
    boolean admits(long now) {
        long probe = nextProbe.get();
        return probe == OPEN || (now - probe >= 0 && nextProbe.compareAndSet(probe, now + probeEveryNanos));
    }

    boolean isOpen() {
        return nextProbe.get() == OPEN;
    }

    /** The store answered a call. */
    void answered() {
        if (nextProbe.get() != OPEN && nextProbe.getAndSet(OPEN) != OPEN) {
            LOG.info("The store answers again");
        }
    }

    /** The store failed a call, or did not answer it in time. */
    void silent(long now) {
        if (nextProbe.compareAndSet(OPEN, now + probeEveryNanos)) {
            LOG.error("The store does not answer. Readings are turned away until it does");
        }
    }
}
