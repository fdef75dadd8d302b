package io.iotflow.ingest.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RefusalPaceTest {

    private static final DeviceId NOISY = new DeviceId(1);
    private static final DeviceId OTHER = new DeviceId(2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void holdsBackWhatFollowsTheFirstRefusals() {
        RefusalPace pace = pace(2, Duration.ofHours(1), 10);

        assertThat(next(pace, NOISY)).isDone();
        assertThat(next(pace, NOISY)).isDone();
        assertThat(next(pace, NOISY)).isNotDone();
        assertThat(next(pace, OTHER)).isDone();
        assertThat(heldBack()).isEqualTo(1);
    }

    @Test
    void letsItGoAfterTheDelay() {
        RefusalPace pace = pace(0, Duration.ofMillis(1), 10);

        assertThat(next(pace, NOISY)).succeedsWithin(Duration.ofSeconds(10));

        assertThat(heldBack()).isZero();
    }

    @Test
    void holdsBackNoMoreThanItsBound() {
        RefusalPace pace = pace(0, Duration.ofHours(1), 1);

        assertThat(next(pace, NOISY)).isNotDone();
        assertThat(next(pace, OTHER)).isDone();
        assertThat(heldBack()).isEqualTo(1);
    }

    @Test
    void whatCameTogetherDoesNotGoOutTogether() {
        RefusalPace pace = pace(0, Duration.ofSeconds(1), 10);
        int[] inEachTenth = new int[10];

        for (int count = 1; count <= 250; count++) {
            long millis = pace.delay(count).toMillis();
            inEachTenth[(int) (millis - 500) / 100]++;
        }

        assertThat(Arrays.stream(inEachTenth).boxed())
                .allSatisfy(refusals -> assertThat(refusals).isBetween(23, 27));
    }

    private double heldBack() {
        return meters.get("iotflow.ingest.refusals.held.back").gauge().value();
    }

    private static CompletableFuture<Void> next(RefusalPace pace, DeviceId device) {
        return pace.next(device).subscribeAsCompletionStage();
    }

    private RefusalPace pace(int prompt, Duration delay, int mostWaiting) {
        return new RefusalPace(
                new RefusalPaceSettings() {
                    @Override
                    public int prompt() {
                        return prompt;
                    }

                    @Override
                    public Duration delay() {
                        return delay;
                    }

                    @Override
                    public int mostWaiting() {
                        return mostWaiting;
                    }
                },
                meters);
    }
}
