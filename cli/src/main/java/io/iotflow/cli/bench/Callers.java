package io.iotflow.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Threads that ask one question after the other, each waiting for its answer. Whoever is compared is asked by as many of
 * them.
 */
final class Callers implements AutoCloseable {

    private static final int MOST_ROUNDS = 8;

    private final int count;
    private final ExecutorService threads;

    Callers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** A question, asked and answered. */
    @FunctionalInterface
    interface Question {
        /**
         * Blocks until there is an answer.
         *
         * @param number which of many, from 0
         */
        void ask(long number) throws IOException;
    }

    /** Questions that begin when they are due; how late an answer is counts from there. */
    OpenLoop.Result openLoop(int perSecond, Duration duration, Question question) throws InterruptedException {
        return OpenLoop.run(
                perSecond, duration, number -> CompletableFuture.runAsync(() -> ask(question, number), threads));
    }

    /** Asks as fast as there are answers, until they no longer come faster; at most {@value #MOST_ROUNDS} times a round. */
    void warmUp(Duration round, Question question) throws IOException, InterruptedException {
        WarmUp.run(MOST_ROUNDS, () -> answers(round, question));
    }

    /** How many answers there are in a time; a refusal is one, for a device that has sent nothing yet is not found. */
    private long answers(Duration duration, Question question) {
        AtomicLong number = new AtomicLong();
        long end = System.nanoTime() + duration.toNanos();
        CompletableFuture<?>[] loops = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> {
                            while (System.nanoTime() < end) {
                                answered(question, number.getAndIncrement());
                            }
                        },
                        threads))
                .limit(count)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(loops).join();
        return number.get();
    }

    private static void answered(Question question, long number) {
        try {
            question.ask(number);
        } catch (IOException _) {
            // It does not count as a failure before anything is measured.
        }
    }

    private static void ask(Question question, long number) {
        try {
            question.ask(number);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
