package io.iotflow.identity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** Tells Redis regularly, in batches, which keys let devices in here: no request and no message waits for that. */
@Singleton
class TellKeyUses {

    private static final Logger LOG = Logger.getLogger(TellKeyUses.class);
    private static final int BATCH = 1000;

    private final DeviceIdentifier identifier;
    private final KeyUseLedger ledger;
    private final KeyUseSettings settings;
    private volatile Cancellable telling = () -> {};

    TellKeyUses(DeviceIdentifier identifier, KeyUseLedger ledger, KeyUseSettings settings) {
        this.identifier = identifier;
        this.ledger = ledger;
        this.settings = settings;
    }

    void tellRegularly(@Observes StartupEvent started) {
        telling = Multi.createFrom()
                .ticks()
                .every(settings.tellEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> tellAll())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("Uses of keys are no longer counted", failure));
    }

    /** Before the connections of this service are closed. */
    void end(@Observes ShutdownEvent stopping) {
        telling.cancel();
    }

    /** Never fails: what can't be told now is told the next time. */
    private Uni<Void> tellAll() {
        return Uni.createFrom()
                .deferred(this::tellBatch)
                .repeat()
                .whilst(size -> size == BATCH)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("Uses of keys are counted later: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    private Uni<Integer> tellBatch() {
        Map<KeyHash, KeyUse> taken = identifier.uses().take(BATCH);
        return taken.isEmpty()
                ? Uni.createFrom().item(0)
                : ledger.add(taken)
                        .replaceWith(taken.size())
                        .onFailure(Throwable.class)
                        .invoke(_ -> taken.forEach(identifier.uses()::add));
    }
}
