package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bounds, without a store. */
class StoreCallsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StoreRoundTripTest.Settings settings = new StoreRoundTripTest.Settings(1, "root", "none");
    private final StoreCalls calls = new StoreCalls(settings);

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void refusesAtOnceWhatComesWhileTooManyWaitAndTakesTheNextOneAfterwards() {
        CountDownLatch answer = new CountDownLatch(1);
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int call = 0; call < settings.mostOpen(); call++) {
            waiting.add(calls.run(_ -> waitFor(answer)).subscribeAsCompletionStage());
        }

        assertThatThrownBy(() -> calls.run(_ -> 2).await().atMost(PATIENCE))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("Too many calls wait for the store")
                .satisfies(refusal -> assertThat(((StoreUnavailableException) refusal).retryIn())
                        .isEqualTo(settings.retryIn()));
        answer.countDown();
        waiting.forEach(CompletableFuture::join);

        assertThat(calls.run(_ -> 2).await().atMost(PATIENCE)).isEqualTo(2);
    }

    private static int waitFor(CountDownLatch answer) {
        try {
            answer.await();
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
