package io.iotflow.registry.connectivity;

import io.iotflow.domain.DeviceId;
import io.iotflow.presence.LastSeenLedger;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Brings into the database when devices were last heard, in batches. Every replica does; a time only grows, so it
 * does not matter who is first. What can't be kept now stays in Redis for the next time.
 */
@Singleton
class KeepLastSeen {

    private static final Logger LOG = Logger.getLogger(KeepLastSeen.class);

    private final LastSeenLedger ledger;
    private final LastSeenRepository repository;
    private final ConnectivitySettings settings;

    KeepLastSeen(LastSeenLedger ledger, LastSeenRepository repository, ConnectivitySettings settings) {
        this.ledger = ledger;
        this.repository = repository;
        this.settings = settings;
    }

    void keepRegularly(@Observes StartupEvent started) {
        Multi.createFrom()
                .ticks()
                .every(settings.keepLastSeenEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> keepAll())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("last_seen is no longer kept", failure));
    }

    /** Never fails. */
    private Uni<Void> keepAll() {
        return keepBatch()
                .repeat()
                .whilst(size -> size == settings.lastSeenBatch())
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("last_seen was not kept: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    private Uni<Integer> keepBatch() {
        return ledger.oldest(settings.lastSeenBatch()).chain(this::keep);
    }

    private Uni<Integer> keep(Map<DeviceId, Instant> lastSeen) {
        return lastSeen.isEmpty()
                ? Uni.createFrom().item(0)
                : repository.keep(lastSeen).chain(() -> ledger.kept(lastSeen)).replaceWith(lastSeen.size());
    }
}
