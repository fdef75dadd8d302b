package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Group commit: while store calls are under way the next readings collect, and when a call ends, all that wait go out
 * as one. A lone reading waits for nothing, and under load the batches grow by themselves. What is held is bounded.
 * Any thread may write; answers come on the store's thread. Readings of one caller leave in the order in which they came,
 * though batches may end in another.
 */
final class GroupCommit {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    private final ReadingStore store;
    private final PipelineSettings settings;
    private final PipelineMetrics metrics;
    private final Queue<WaitingGroup> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();

    GroupCommit(ReadingStore store, PipelineSettings settings, PipelineMetrics metrics) {
        this.store = store;
        this.settings = settings;
        this.metrics = metrics;
        metrics.watch(held, inFlight);
    }

    /**
     * Writes readings.
     *
     * @param readings at least one, at most {@code largest-batch}; answered together
     * @return one outcome for each, in their order; never fails
     */
    Uni<List<ReadingOutcome>> write(List<Reading> readings) {
        return Uni.createFrom().emitter(answer -> {
            WaitingGroup group = WaitingGroup.of(readings, answer);
            if (held.addAndGet(group.size()) > settings.mostHeld()) {
                held.addAndGet(-group.size());
                answer.complete(same(group.size(), new Overloaded(settings.retryIn())));
            } else {
                waiting.add(group);
                commitWaiting();
            }
        });
    }

    private void commitWaiting() {
        while (!waiting.isEmpty() && takeSlot()) {
            List<WaitingGroup> batch = nextBatch();
            if (batch.isEmpty()) {
                inFlight.decrementAndGet();
            } else {
                commit(batch);
            }
        }
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

    private List<WaitingGroup> nextBatch() {
        List<WaitingGroup> batch = new ArrayList<>();
        int readings = 0;
        long bytes = 0;
        for (WaitingGroup group = waiting.poll(); group != null; group = waiting.poll()) {
            batch.add(group);
            readings += group.size();
            bytes += group.bytes();
            if (readings >= settings.largestBatch() || bytes >= settings.largestBatchBytes()) {
                break;
            }
        }
        return batch;
    }

    private void commit(List<WaitingGroup> batch) {
        List<Reading> readings = new ArrayList<>();
        batch.forEach(group -> readings.addAll(group.readings()));
        long started = metrics.now();
        store.write(readings)
                .onFailure(Exception.class)
                .invoke(failure -> LOG.errorf(failure, "A batch of %d readings failed unexpectedly", readings.size()))
                .onFailure(Exception.class)
                .recoverWithItem(() -> same(readings.size(), new StoreUnavailable(settings.retryIn())))
                .subscribe()
                .with(outcomes -> committed(batch, outcomes, started));
    }

    private void committed(List<WaitingGroup> batch, List<ReadingOutcome> outcomes, long started) {
        metrics.committed(outcomes, started);
        held.addAndGet(-outcomes.size());
        inFlight.decrementAndGet();
        commitWaiting();
        int from = 0;
        for (WaitingGroup group : batch) {
            int to = from + group.size();
            group.answer().complete(outcomes.subList(from, to));
            from = to;
        }
    }

    private static List<ReadingOutcome> same(int count, ReadingOutcome outcome) {
        return Collections.nCopies(count, outcome);
    }
}
