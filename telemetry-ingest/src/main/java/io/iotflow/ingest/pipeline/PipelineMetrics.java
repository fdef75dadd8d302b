package io.iotflow.ingest.pipeline;

import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the pipeline counts. No device is ever a tag. */
@Singleton
final class PipelineMetrics {

    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter refusedByStore;
    private final Counter unavailable;
    private final DistributionSummary batchSize;
    private final Timer commitTime;
    private final Counter lost;
    private final Map<String, Counter> received = new ConcurrentHashMap<>();
    private final Map<String, Counter> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();

    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.stored = registry.counter("iotflow.ingest.readings.stored");
        this.refusedByStore = registry.counter("iotflow.ingest.readings.refused", "reason", "store_refused");
        this.unavailable = registry.counter("iotflow.ingest.readings.unconfirmed");
        this.lost = registry.counter("iotflow.ingest.accepted.lost");
        this.batchSize = DistributionSummary.builder("iotflow.ingest.batch.size")
                .baseUnit("readings")
                .register(registry);
        this.commitTime = Timer.builder("iotflow.ingest.commit.time")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /**
     * Watches how many readings are held, how many store calls are under way, and how long the first waits.
     *
     * @param oldestWaiting in seconds
     */
    void watch(AtomicInteger held, AtomicInteger inFlight, Supplier<Number> oldestWaiting) {
        registry.gauge("iotflow.ingest.readings.held", held);
        registry.gauge("iotflow.ingest.commits.in.flight", inFlight);
        Gauge.builder("iotflow.ingest.queue.age", oldestWaiting)
                .baseUnit("seconds")
                .register(registry);
    }

    /** Watches the readings that were acknowledged before they are stored. */
    void watchAccepted(AtomicInteger held, AtomicLong heldBytes) {
        registry.gauge("iotflow.ingest.accepted.held", held);
        registry.gauge("iotflow.ingest.accepted.held.bytes", heldBytes);
    }

    /** Watches how many readings are in store calls. */
    void watchInFlight(Supplier<Number> readings) {
        Gauge.builder("iotflow.ingest.readings.in.flight", readings).register(registry);
    }

    /** Counts readings that came in. */
    void received(String transport, int count) {
        received.computeIfAbsent(transport, tag -> counter("received", "transport", tag))
                .increment(count);
    }

    /** Counts those outcomes by which a device learns that the store has its reading. */
    void acknowledged(String transport, List<ReadingOutcome> outcomes) {
        int count = 0;
        for (ReadingOutcome outcome : outcomes) {
            count += outcome instanceof Stored ? 1 : 0;
        }
        acknowledged
                .computeIfAbsent(transport, tag -> counter("acknowledged", "transport", tag))
                .increment(count);
    }

    /** Counts readings that were acknowledged before they are stored. */
    void accepted(String transport, int count) {
        accepted.computeIfAbsent(transport, tag -> counter("accepted", "transport", tag))
                .increment(count);
    }

    /** Counts such readings that the store never took. */
    void lost(int count) {
        lost.increment(count);
    }

    /** Counts a reading that was refused before it reached the store. */
    void refused(String reason) {
        refused.computeIfAbsent(reason, tag -> counter("refused", "reason", tag))
                .increment();
    }

    private Counter counter(String what, String tag, String value) {
        return registry.counter("iotflow.ingest.readings." + what, tag, value);
    }

    /** Counts readings that waited for too long to be offered to the store. */
    void gaveUp(int count) {
        unavailable.increment(count);
    }

    /** A moment to measure from, in nanoseconds. */
    long now() {
        return registry.config().clock().monotonicTime();
    }

    void committed(List<ReadingOutcome> outcomes, long started) {
        batchSize.record(outcomes.size());
        commitTime.record(now() - started, TimeUnit.NANOSECONDS);
        int taken = 0;
        int refusedNow = 0;
        for (ReadingOutcome outcome : outcomes) {
            switch (outcome) {
                case Stored _ -> taken++;
                case Refused _ -> refusedNow++;
                case StoreUnavailable _, Overloaded _ -> {}
            }
        }
        stored.increment(taken);
        refusedByStore.increment(refusedNow);
        unavailable.increment(outcomes.size() - taken - refusedNow);
    }
}
