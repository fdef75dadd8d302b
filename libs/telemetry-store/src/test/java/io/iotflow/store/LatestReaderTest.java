package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real IoTDB. */
class LatestReaderTest {

    private static final int NEW_FIELDS = 100;

    private final Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final DeviceId device = new DeviceId(ThreadLocalRandom.current().nextLong(1, 1L << 40));
    private WriterAndReader services;
    private LatestReader reader;

    @BeforeEach
    void connect() throws Exception {
        services = WriterAndReader.connect();
        reader = new LatestReader(
                services.reading(), new ExistingSeries(services.reading(), new KnownSeries()), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void knowsTheNewestByEventTimeAndNotByArrival() {
        write(time.plusSeconds(10), "value", new NumberValue(2));
        write(time, "value", new NumberValue(1));

        LatestValues latest = latest().orElseThrow();

        assertThat(latest.timestamp()).isEqualTo(time.plusSeconds(10));
        assertThat(latest.fields()).containsEntry("value", new NumberValue(2));
    }

    @Test
    void hasEveryFieldThatWasAcknowledgedWhileOthersAsk() {
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> asks = others.submit(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    latest();
                }
            });
            try {
                for (int i = 0; i < NEW_FIELDS; i++) {
                    write(time.plusMillis(i), "field" + i, new NumberValue(i));

                    assertThat(latest().orElseThrow().newest())
                            .as("field %d", i)
                            .hasSize(i + 1);
                }
            } finally {
                asks.cancel(true);
            }
        }
    }

    @Test
    void hasAFieldThatCameBackAfterAllItsValuesWereErased() {
        write(time, "stays", new NumberValue(1));
        write(time.plusSeconds(1), "goes", new NumberValue(2));
        new TelemetryErasure(services.writing())
                .erase(device, new TimeRange(time.plusSeconds(1), time.plusSeconds(1)))
                .await()
                .atMost(WriterAndReader.PATIENCE);
        assertThat(latest().orElseThrow().newest()).containsOnlyKeys("stays");

        write(time.plusSeconds(2), "goes", new NumberValue(3));

        assertThat(latest().orElseThrow().newest()).containsOnlyKeys("stays", "goes");
    }

    @Test
    void hasWhatSomebodyElseWroteIntoTheStore() {
        services.writeBesides(device, time, 1.5);

        assertThat(latest().orElseThrow().fields()).containsEntry("value", new NumberValue(1.5));
    }

    @Test
    void keepsBackWhatIsOlderThanARuleAllows() {
        RetentionRules rules = new RetentionRules(services.writing());
        write(time.minusSeconds(7200), "old", new TextValue("x"));
        write(time, "new", new TextValue("y"));
        assertThat(latest().orElseThrow().newest()).containsOnlyKeys("old", "new");

        rules.keep(device, Optional.of(Duration.ofHours(1))).await().atMost(WriterAndReader.PATIENCE);

        await().atMost(WriterAndReader.PATIENCE)
                .untilAsserted(() -> assertThat(latest().orElseThrow().newest()).containsOnlyKeys("new"));
        rules.keep(device, Optional.empty()).await().atMost(WriterAndReader.PATIENCE);
    }

    @Test
    void saysThatADeviceHasNothing() {
        assertThat(latest()).isEmpty();
    }

    private Optional<LatestValues> latest() {
        return reader.latest(device).await().atMost(WriterAndReader.PATIENCE);
    }

    private void write(Instant at, String field, FieldValue value) {
        services.write(device, at, field, value);
    }
}
