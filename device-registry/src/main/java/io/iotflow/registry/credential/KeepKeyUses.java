package io.iotflow.registry.credential;

import io.iotflow.identity.KeyUseLedger;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Brings into the database how often keys were used and when last, in batches. Each batch is kept once: its name goes into
 * the database with it, and a batch that a process left behind is gone on with by another.
 */
@Singleton
class KeepKeyUses {

    private static final Logger LOG = Logger.getLogger(KeepKeyUses.class);

    private final KeyUseLedger ledger;
    private final KeyUseRepository repository;
    private final KeySettings settings;

    KeepKeyUses(KeyUseLedger ledger, KeyUseRepository repository, KeySettings settings) {
        this.ledger = ledger;
        this.repository = repository;
        this.settings = settings;
    }

    /** Never fails: what can't be kept now is kept later. */
    @Scheduled(
            identity = "key-uses",
            every = "{iotflow.keys.keep-uses-every}",
            delayed = "{iotflow.keys.keep-uses-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> keepAll() {
        return Uni.createFrom()
                .deferred(this::keepBatch)
                .repeat()
                .whilst(size -> size > 0)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("Uses of keys are kept later: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    /** Answers how many keys were in it; 0 when there is nothing to do. */
    private Uni<Integer> keepBatch() {
        return ledger.abandoned(settings.usesAbandonedAfter())
                .chain(left -> left.map(Uni.createFrom()::item).orElseGet(() -> ledger.take(settings.usesBatch())))
                .chain(this::keep);
    }

    private Uni<Integer> keep(KeyUseLedger.Batch batch) {
        return batch.uses().isEmpty()
                ? ledger.settle(batch).replaceWith(0)
                : repository
                        .keep(batch)
                        .chain(() -> ledger.settle(batch))
                        .chain(() -> repository.forgetOld())
                        .replaceWith(batch.uses().size());
    }
}
