package io.iotflow.cli.bench;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Calls of which a fixed number are open at any time: the next begins when one was answered, so no queue builds up. */
final class ClosedLoop {

    private ClosedLoop() {}

    /** Blocks for the duration. A call that fails counts as answered. */
    static void run(int open, Duration duration, LongFunction<CompletionStage<?>> call) {
        AtomicLong calls = new AtomicLong();
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < open; caller++) {
                callers.execute(() -> {
                    while (System.nanoTime() < end) {
                        call.apply(calls.getAndIncrement())
                                .handle((_, failure) -> failure)
                                .toCompletableFuture()
                                .join();
                    }
                });
            }
        }
    }
}
