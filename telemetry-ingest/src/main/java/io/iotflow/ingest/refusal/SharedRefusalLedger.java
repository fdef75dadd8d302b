package io.iotflow.ingest.refusal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * The refusals of all replicas. What is noted waits in a bounded queue and is written behind; what finds the queue full
 * and what Redis does not take is counted and gone, for a flood of refusals must not cost more than the readings do.
 */
@Singleton
public class SharedRefusalLedger implements RefusalLedger {

    private static final Logger LOG = Logger.getLogger(SharedRefusalLedger.class);

    private final RefusalStream stream;
    private final RefusalSettings settings;
    private final BlockingQueue<Refusal> waiting;
    private final Counter kept;
    private final Counter dropped;

    SharedRefusalLedger(RefusalStream stream, RefusalSettings settings, MeterRegistry registry) {
        this.stream = stream;
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.mostWaiting());
        this.kept = registry.counter("iotflow.ingest.refusals.kept");
        this.dropped = registry.counter("iotflow.ingest.refusals.dropped");
    }

    @Override
    public void note(Refusal refusal) {
        if (!waiting.offer(refusal)) {
            dropped.increment();
        }
    }

    /** The newest first. Fails when Redis does not answer. */
    public Uni<List<Refusal>> newest(RefusalSelection selection) {
        return stream.newest(selection);
    }

    void writeRegularly(@Observes StartupEvent started) {
        Multi.createFrom()
                .ticks()
                .every(settings.writeEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> writeWaiting())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("Refusals are no longer kept", failure));
    }

    /** Writes all that wait. Never fails. */
    Uni<Void> writeWaiting() {
        List<Refusal> taken = new ArrayList<>();
        waiting.drainTo(taken);
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return stream.add(taken.stream().map(Refusal::withoutKeys).toList())
                .invoke(() -> kept.increment(taken.size()))
                .onFailure(Throwable.class)
                .invoke(failure -> lost(taken.size(), failure))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    private void lost(int count, Throwable failure) {
        dropped.increment(count);
        LOG.debugf("%d refusals were not kept: %s", count, failure.getMessage());
    }
}
