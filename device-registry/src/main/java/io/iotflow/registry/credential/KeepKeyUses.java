package io.iotflow.registry.credential;

import io.iotflow.identity.KeyHash;
import io.iotflow.identity.KeyUse;
import io.iotflow.identity.KeyUseLedger;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** Brings into the database how often keys were used and when last, in batches. Each use is taken by one replica. */
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

    /** Never fails: what can't be kept now goes back and is kept the next time. */
    @Scheduled(
            identity = "key-uses",
            every = "{iotflow.keys.keep-uses-every}",
            delayed = "{iotflow.keys.keep-uses-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> keepAll() {
        return Uni.createFrom()
                .deferred(this::keepBatch)
                .repeat()
                .whilst(size -> size == settings.usesBatch())
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("Uses of keys are kept later: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    private Uni<Integer> keepBatch() {
        return ledger.take(settings.usesBatch()).chain(this::keep);
    }

    private Uni<Integer> keep(Map<KeyHash, KeyUse> uses) {
        return uses.isEmpty()
                ? Uni.createFrom().item(0)
                : repository
                        .keep(uses)
                        .replaceWith(uses.size())
                        .onFailure(Exception.class)
                        .call(() -> ledger.add(uses));
    }
}
