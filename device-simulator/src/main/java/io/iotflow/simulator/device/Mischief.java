package io.iotflow.simulator.device;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/** What one device does wrong, by chance. On its event loop. */
final class Mischief {

    private static final int LATEST_MILLIS = 10_000;
    private static final long SLOW_MILLIS = 5_000;
    private static final int MOST_SECONDS_EARLY = 3600;
    private static final int MOST_SECONDS_AHEAD = 300;

    private final Faults faults;
    private final RandomGenerator random;
    private final Vertx vertx;
    private final DeviceFigures figures;
    private final List<LongConsumer> late = new ArrayList<>();
    private final List<LongConsumer> behindTheNext = new ArrayList<>();

    Mischief(Faults faults, RandomGenerator random, Vertx vertx, DeviceFigures figures) {
        this.faults = faults;
        this.random = random;
        this.vertx = vertx;
        this.figures = figures;
    }

    /**
     * Sends a message, perhaps later.
     *
     * @param due the moment from which its latency counts
     * @param sending is told that moment, or the one at which it is sent late
     */
    void post(long due, LongConsumer sending) {
        if (happens(faults.late())) {
            late.add(sending);
            vertx.setTimer(1L + random.nextInt(LATEST_MILLIS), _ -> {
                if (late.remove(sending)) {
                    sending.accept(System.nanoTime());
                }
            });
        } else if (happens(faults.outOfOrder())) {
            behindTheNext.add(sending);
        } else {
            sending.accept(due);
            release(behindTheNext);
        }
    }

    /** Sends what is still held back. */
    void finish() {
        release(late);
        release(behindTheNext);
    }

    private static void release(List<LongConsumer> held) {
        List<LongConsumer> all = List.copyOf(held);
        held.clear();
        all.forEach(sending -> sending.accept(System.nanoTime()));
    }

    boolean repeats() {
        return happens(faults.duplicate());
    }

    boolean spoils() {
        return happens(faults.badPayload());
    }

    boolean confusesTypes() {
        return happens(faults.wrongType());
    }

    boolean breaksConnection() {
        return happens(faults.droppedConnection());
    }

    /** Whether times can be wrong at all. */
    boolean hasBadClock() {
        return faults.clockSkew() > 0;
    }

    /** By how much the clock is wrong this time; mostly by nothing. */
    Duration skew() {
        return happens(faults.clockSkew())
                ? Duration.ofSeconds(random.nextInt(-MOST_SECONDS_EARLY, MOST_SECONDS_AHEAD))
                : Duration.ZERO;
    }

    /** After how many milliseconds something that the platform sent is taken. */
    long readsAfterMillis() {
        return happens(faults.slowReader()) ? SLOW_MILLIS : 0;
    }

    private boolean happens(double share) {
        boolean happens = share > 0 && random.nextDouble() < share;
        if (happens) {
            figures.fault();
        }
        return happens;
    }
}
