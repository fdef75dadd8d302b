package io.iotflow.cli.bench;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Calls that begin when they are due, whether the ones before have been answered or not; each is as late as its answer
 * is after the moment when it was due.
 */
final class OpenLoop {

    private static final long PATIENCE_SECONDS = 30;

    private OpenLoop() {}

    /** What came of it. */
    record Result(Histogram micros, long failures) {

        double millis(double percentile) {
            return Micros.millis(micros, percentile);
        }
    }

    /** Blocks until all calls were answered. */
    static Result run(int perSecond, Duration duration, LongFunction<CompletionStage<?>> call)
            throws InterruptedException {
        long calls = perSecond * duration.toMillis() / 1000;
        Histogram micros = new ConcurrentHistogram(Micros.DIGITS);
        AtomicLong failures = new AtomicLong();
        CountDownLatch unanswered = new CountDownLatch(Math.toIntExact(calls));
        long start = System.nanoTime();
        for (long i = 0; i < calls; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            call.apply(i).whenComplete((_, failure) -> {
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
                if (failure != null) {
                    failures.incrementAndGet();
                }
                unanswered.countDown();
            });
        }
        if (!unanswered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            failures.addAndGet(unanswered.getCount());
        }
        return new Result(micros, failures.get());
    }
}
