package io.iotflow.ingest.mqtt.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where work waits whose other side is away. One timer for all of it: when it goes off the oldest are tried, and once
 * those have come through the next follow at once. Any thread. What waits is bounded by those who bring it.
 */
@Singleton
public final class RetryQueue {

    /** Something to be tried until it is done. */
    public interface Attempt {

        /** Whether it is done; never fails. */
        Uni<Boolean> tryOnce();
    }

    /** As many as one call to the store takes. */
    private static final int MOST_AT_ONCE = 1000;

    private final Vertx vertx;
    private final Queue<Attempt> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();

    public RetryQueue(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Tries something later, and again until it is done.
     *
     * @param retryIn how long the other side asked to wait; what waits together is tried together
     */
    public void add(Attempt attempt, Duration retryIn) {
        waiting.add(attempt);
        schedule(retryIn);
    }

    private void schedule(Duration in) {
        if (scheduled.compareAndSet(false, true)) {
            vertx.setTimer(Math.max(1, in.toMillis()), _ -> {
                scheduled.set(false);
                tryNext(in);
            });
        }
    }

    private void tryNext(Duration retryIn) {
        List<Attempt> attempts = new ArrayList<>();
        while (attempts.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
            attempts.add(waiting.remove());
        }
        underWay.addAndGet(attempts.size());
        for (Attempt attempt : attempts) {
            attempt.tryOnce().subscribe().with(done -> answered(attempt, done, retryIn));
        }
    }

    private void answered(Attempt attempt, boolean done, Duration retryIn) {
        if (!done) {
            waiting.add(attempt);
        }
        if (underWay.decrementAndGet() == 0 && !waiting.isEmpty()) {
            // Through a timer in either case: a long queue must not become a deep stack.
            schedule(done ? Duration.ofMillis(1) : retryIn);
        }
    }
}
