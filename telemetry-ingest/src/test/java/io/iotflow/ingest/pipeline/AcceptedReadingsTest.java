package io.iotflow.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.ingest.pipeline.Acceptance.Full;
import io.iotflow.ingest.pipeline.Acceptance.HeldMany;
import io.iotflow.ingest.pipeline.Acceptance.HeldOne;
import io.iotflow.ingest.pipeline.Acceptance.NothingHeld;
import io.iotflow.ingest.reading.ReadingSettings;
import io.iotflow.ingest.reading.TestDecoders;
import io.iotflow.ingest.refusal.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** With a store that is up or down as the test says. */
class AcceptedReadingsTest {

    private static final Arrival ARRIVAL = Arrival.overHttp(new DeviceId(7));

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final List<Reading> stored = new CopyOnWriteArrayList<>();
    private final List<Refusal> noted = new CopyOnWriteArrayList<>();
    private volatile ReadingOutcome outcome = new Stored();

    @Test
    void storesWhatItAccepted() {
        AcceptedReadings accepted = accepted(Map.of());

        assertThat(accept(accepted, "{\"a\":1}")).isInstanceOf(HeldOne.class);

        await().until(() -> stored.size() == 1);
        await().until(() -> gauge("iotflow.ingest.accepted.held") == 0);
        assertThat(gauge("iotflow.ingest.accepted.held.bytes")).isZero();
    }

    @Test
    void takesTheReadingsOfAnArrayThatCanBeTaken() {
        Acceptance answer = accept(accepted(Map.of()), "[{\"a\":1},{},{\"a\":2}]");

        assertThat(answer).isInstanceOfSatisfying(HeldMany.class, held -> {
            assertThat(held.count()).isEqualTo(2);
            assertThat(held.rejected()).containsOnlyKeys(1);
        });
        await().until(() -> stored.size() == 2);
    }

    @Test
    void takesNothingThatCanNotBeStored() {
        AcceptedReadings accepted = accepted(Map.of());

        assertThat(accept(accepted, "{}")).isInstanceOf(NothingHeld.class);
        assertThat(accept(accepted, "nonsense")).isInstanceOf(NothingHeld.class);
        assertThat(gauge("iotflow.ingest.accepted.held")).isZero();
    }

    @Test
    void triesAgainUntilTheStoreIsBack() {
        AcceptedReadings accepted = accepted(Map.of());
        outcome = new StoreUnavailable(Duration.ofMillis(10));
        accept(accepted, "[{\"a\":1},{\"a\":2}]");
        assertThat(gauge("iotflow.ingest.accepted.held")).isEqualTo(2);

        outcome = new Stored();

        await().until(() -> stored.size() == 2);
        await().until(() -> gauge("iotflow.ingest.accepted.held") == 0);
        assertThat(figures.counter("iotflow.ingest.accepted.lost").count()).isZero();
    }

    @Test
    void countsWhatTheStoreNeverTook() {
        AcceptedReadings accepted = accepted(Map.of("iotflow.accept.keep-trying-for", "300ms"));
        outcome = new StoreUnavailable(Duration.ofMillis(10));

        accept(accepted, "{\"a\":1}");

        await().until(() -> figures.counter("iotflow.ingest.accepted.lost").count() == 1);
        assertThat(gauge("iotflow.ingest.accepted.held")).isZero();
    }

    @Test
    void holdsNoMoreThanItMay() {
        outcome = new StoreUnavailable(Duration.ofMillis(10));
        AcceptedReadings few = accepted(Map.of("iotflow.accept.most-held", "2"));
        accept(few, "[{\"a\":1},{\"a\":2}]");

        assertThat(accept(few, "{\"a\":3}")).isInstanceOf(Full.class);

        AcceptedReadings small = accepted(Map.of("iotflow.accept.most-held-bytes", "100"));
        assertThat(accept(small, "{\"a\":\"" + "x".repeat(100) + "\"}")).isInstanceOf(Full.class);
        assertThat(accept(small, "{\"a\":1}")).isInstanceOf(HeldOne.class);
    }

    @Test
    void notesWhatTheStoreRefuses() {
        AcceptedReadings accepted = accepted(Map.of());
        outcome = new Refused("store_refused", "another type");

        accept(accepted, "{\"a\":1}");

        await().until(() -> noted.size() == 1);
        assertThat(noted.getFirst().code()).isEqualTo("store_refused");
        await().until(() -> gauge("iotflow.ingest.accepted.held") == 0);
    }

    private Uni<List<ReadingOutcome>> write(List<Reading> readings) {
        ReadingOutcome now = outcome;
        if (now instanceof Stored) {
            stored.addAll(readings);
        }
        return Uni.createFrom().item(Collections.nCopies(readings.size(), now));
    }

    private double gauge(String name) {
        return figures.get(name).gauge().value();
    }

    private static Acceptance accept(AcceptedReadings accepted, String body) {
        return accepted.accept(ARRIVAL, body.getBytes(StandardCharsets.UTF_8));
    }

    private AcceptedReadings accepted(Map<String, String> changed) {
        Map<String, String> values = new HashMap<>(Map.of(
                "iotflow.accept.first-pause", "20ms",
                "iotflow.accept.longest-pause", "50ms",
                "iotflow.pipeline.probe-every", "10ms"));
        values.putAll(changed);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(AcceptSettings.class)
                .withMapping(PipelineSettings.class)
                .withMapping(ReadingSettings.class)
                .build();
        PipelineSettings pipeline = config.getConfigMapping(PipelineSettings.class);
        PipelineMetrics metrics = new PipelineMetrics(figures);
        IngestReadings ingest = new IngestReadings(
                TestDecoders.with(Clock.systemUTC(), config.getConfigMapping(ReadingSettings.class)),
                new GroupCommit((ReadingStore) this::write, pipeline, metrics),
                pipeline,
                metrics,
                _ -> {});
        return new AcceptedReadings(
                ingest, config.getConfigMapping(AcceptSettings.class), metrics, noted::add, Clock.systemUTC());
    }
}
