package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.ingest.watch.StoredReadings;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Group commit: while a store call is under way the next readings collect, and when it ends, all that wait go out as one. A
 * lone reading waits for nothing, and under load the batches grow by themselves. A store with one log takes one call after
 * the other, so a second one begins only when enough wait to make it worth its while, or when the one under way is slow (ADR
 * 167). What is held is bounded, and so is the time: whoever waits longer than {@code patience} is told that the store did
 * not confirm, and from then on everyone is told so at once until the store answers again. Any thread may write; answers
 * come on the store's thread. Readings of one caller leave in the order in which they came, though batches may end in
 * another.
 */
@Singleton
final class GroupCommit {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ReadingStore store;
    private final PipelineSettings settings;
    private final PipelineMetrics metrics;
    private final StoreGate gate;
    private final BiConsumer<List<Reading>, List<ReadingOutcome>> storedReadings;
    private final Queue<WaitingGroup> waiting = new ConcurrentLinkedQueue<>();
    private final Set<Batch> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger collected = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long lastLook;
    private volatile long lastCall;

    @Inject
    GroupCommit(
            TelemetryWriter writer, PipelineSettings settings, PipelineMetrics metrics, StoredReadings storedReadings) {
        this(writer::write, settings, metrics, storedReadings::look);
    }

    GroupCommit(ReadingStore store, PipelineSettings settings, PipelineMetrics metrics) {
        this(store, settings, metrics, (_, _) -> {});
    }

    private GroupCommit(
            ReadingStore store,
            PipelineSettings settings,
            PipelineMetrics metrics,
            BiConsumer<List<Reading>, List<ReadingOutcome>> storedReadings) {
        this.store = store;
        this.storedReadings = storedReadings;
        this.settings = settings;
        this.metrics = metrics;
        this.gate = new StoreGate(settings.probeEvery());
        this.lastLook = metrics.now();
        this.lastCall = lastLook;
        metrics.watch(held, inFlight, this::oldestWaiting);
        metrics.watchInFlight(this::readingsInFlight);
    }

    void lookRegularly(@Observes StartupEvent started) {
        Multi.createFrom()
                .ticks()
                .every(LOOK_EVERY)
                .onOverflow()
                .drop()
                .subscribe()
                .with(_ -> giveUpOverdue(), failure -> LOG.error("Overdue readings are no longer answered", failure));
    }

    /**
     * Writes readings.
     *
     * @param readings at least one, at most {@code largest-batch}; answered together
     * @return one outcome for each, in their order; never fails
     */
    Uni<List<ReadingOutcome>> write(List<Reading> readings) {
        return Uni.createFrom().emitter(answer -> {
            long now = metrics.now();
            int size = readings.size();
            if (!gate.admits(now)) {
                answer.complete(notConfirmed(size));
            } else if (held.addAndGet(size) > settings.mostHeld()) {
                held.addAndGet(-size);
                answer.complete(Collections.nCopies(size, new Overloaded(settings.retryIn())));
            } else {
                collected.addAndGet(size);
                waiting.add(WaitingGroup.of(readings, now, answer));
                commitWaiting();
            }
        });
    }

    /** Whether the store answered when it was last asked. */
    boolean isStoreAnswering() {
        return gate.isOpen();
    }

    /** Whether overdue readings are looked after; when not, nothing that hangs will ever be answered. */
    boolean isLookedAfter(Duration within) {
        return metrics.now() - lastLook < within.toNanos();
    }

    /** Answers everyone who has waited for longer than {@code patience}. */
    void giveUpOverdue() {
        long now = metrics.now();
        long patience = settings.patience().toNanos();
        lastLook = now;
        for (Batch batch : underWay) {
            if (now - batch.started() > patience) {
                gate.silent(now);
            }
            if (now - batch.waitingSince() > patience) {
                answer(batch, notConfirmed(batch.size()));
            }
        }
        WaitingGroup first = waiting.peek();
        while (first != null && now - first.since() > patience) {
            if (waiting.remove(first)) {
                held.addAndGet(-first.size());
                collected.addAndGet(-first.size());
                metrics.gaveUp(first.size());
                first.answer().complete(notConfirmed(first.size()));
            }
            first = waiting.peek();
        }
        commitWaiting();
    }

    private void commitWaiting() {
        while (!waiting.isEmpty() && isWorthACall() && takeSlot()) {
            Batch batch = nextBatch();
            if (batch.isEmpty()) {
                inFlight.decrementAndGet();
            } else {
                commit(batch);
            }
        }
    }

    private boolean isWorthACall() {
        return inFlight.get() == 0
                || collected.get() >= settings.worthAnotherCall()
                || metrics.now() - lastCall > SLOW_NANOS;
    }

    private boolean takeSlot() {
        int taken = inFlight.get();
        while (taken < settings.mostInFlight()) {
            if (inFlight.compareAndSet(taken, taken + 1)) {
                return true;
            }
            taken = inFlight.get();
        }
        return false;
    }

    private Batch nextBatch() {
        Batch batch = new Batch(metrics.now());
        while (batch.size() < settings.largestBatch() && batch.bytes() < settings.largestBatchBytes()) {
            WaitingGroup group = waiting.poll();
            if (group == null) {
                break;
            }
            batch.add(group);
        }
        collected.addAndGet(-batch.size());
        return batch;
    }

    private void commit(Batch batch) {
        underWay.add(batch);
        lastCall = batch.started();
        List<Reading> readings = batch.readings();
        store.write(readings)
                .onFailure(Exception.class)
                .invoke(failure -> LOG.errorf(failure, "A batch of %d readings failed unexpectedly", batch.size()))
                .onFailure(Exception.class)
                .recoverWithItem(() -> notConfirmed(batch.size()))
                .subscribe()
                .with(outcomes -> {
                    committed(batch, outcomes);
                    storedReadings.accept(readings, outcomes);
                });
    }

    private void committed(Batch batch, List<ReadingOutcome> outcomes) {
        underWay.remove(batch);
        inFlight.decrementAndGet();
        if (outcomes.stream().allMatch(StoreUnavailable.class::isInstance)) {
            gate.silent(metrics.now());
        } else {
            gate.answered();
        }
        metrics.committed(outcomes, batch.started());
        commitWaiting();
        answer(batch, outcomes);
    }

    private void answer(Batch batch, List<ReadingOutcome> outcomes) {
        if (batch.answer(outcomes)) {
            held.addAndGet(-batch.size());
        }
    }

    private int readingsInFlight() {
        return underWay.stream().mapToInt(Batch::size).sum();
    }

    /** How long the first of those that wait has waited, in seconds. */
    private double oldestWaiting() {
        WaitingGroup first = waiting.peek();
        return first == null
                ? 0
                : Duration.ofNanos(metrics.now() - first.since()).toMillis() / 1000.0;
    }

    private List<ReadingOutcome> notConfirmed(int count) {
        return Collections.nCopies(count, new StoreUnavailable(settings.retryIn()));
    }
}
