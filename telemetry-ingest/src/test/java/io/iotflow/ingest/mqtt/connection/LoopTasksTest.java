package io.iotflow.ingest.mqtt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTasksTest {

    private static final int MANY = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final LoopTasks tasks = new LoopTasks(loop);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void runsAllOnTheLoopInTheirOrder() throws Exception {
        List<Integer> ran = new ArrayList<>();
        CompletableFuture<Boolean> onTheLoop = new CompletableFuture<>();

        for (int i = 0; i < MANY; i++) {
            int number = i;
            tasks.execute(() -> ran.add(number));
        }
        tasks.execute(() -> onTheLoop.complete(Vertx.currentContext() == loop));

        assertThat(onTheLoop.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).isEqualTo(IntStream.range(0, MANY).boxed().toList());
    }

    @Test
    void runsTheOthersWhenOneFails() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        CompletableFuture<String> last = new CompletableFuture<>();
        loop.exceptionHandler(reported::complete);

        loop.runOnContext(_ -> await(waiting));
        tasks.execute(() -> {
            throw new IllegalStateException("broken");
        });
        tasks.execute(() -> last.complete("ran"));
        waiting.countDown();

        assertThat(last.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
        assertThat(reported.get(10, TimeUnit.SECONDS)).hasMessage("broken");
    }

    @Test
    void letsTheLoopDoOtherThingsInBetween() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        List<Integer> before = new ArrayList<>();
        CompletableFuture<Integer> ranBeforeTheOther = new CompletableFuture<>();

        loop.runOnContext(_ -> await(waiting));
        for (int i = 0; i < MANY; i++) {
            tasks.execute(() -> before.add(1));
        }
        loop.runOnContext(_ -> ranBeforeTheOther.complete(before.size()));
        waiting.countDown();

        assertThat(ranBeforeTheOther.get(10, TimeUnit.SECONDS)).isLessThan(MANY).isPositive();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
