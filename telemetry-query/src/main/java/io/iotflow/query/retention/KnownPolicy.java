package io.iotflow.query.retention;

import io.iotflow.query.outage.StoreProblem;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.StoredPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The policy that holds, kept in the store. */
@Singleton
class KnownPolicy {

    private final StoredPolicy stored;
    private final PolicyJson json;
    private final RetentionSettings settings;
    private final Clock clock;

    KnownPolicy(StoredPolicy stored, PolicyJson json, RetentionSettings settings, Clock clock) {
        this.stored = stored;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /** A policy, and since when it holds; never written, it keeps all. */
    record Dated(RetentionPolicy policy, Optional<Instant> since) {}

    Uni<RetentionPolicy> read() {
        return dated().map(Dated::policy);
    }

    Uni<Dated> dated() {
        return stored.read()
                .map(found -> found.map(text -> new Dated(json.stored(text.text()), Optional.of(text.since())))
                        .orElseGet(() -> new Dated(RetentionPolicy.KEEP_ALL, Optional.empty())))
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of);
    }

    Uni<Dated> write(RetentionPolicy policy) {
        return stored.write(json.write(policy), clock.instant())
                .map(written -> new Dated(policy, Optional.of(written.since())))
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of);
    }

    WantedRules noRules(RetentionPolicy policy) {
        return new WantedRules(policy, settings.mostRules());
    }
}
