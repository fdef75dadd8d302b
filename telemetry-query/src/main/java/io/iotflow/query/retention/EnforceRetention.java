package io.iotflow.query.retention;

import io.iotflow.query.fleet.FleetDirectory.TypedDevice;
import io.iotflow.store.RetentionRules;
import io.iotflow.store.RetentionRules.InForce;
import io.iotflow.store.TelemetryErasure;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Puts the policy into force, again and again; every replica may do it, twice does no harm. */
@Singleton
class EnforceRetention {

    private static final Logger LOG = Logger.getLogger(EnforceRetention.class);

    private final KnownPolicy policies;
    private final RetentionRules rules;
    private final TelemetryErasure erasure;
    private final FleetWalk fleet;
    private final Clock clock;

    EnforceRetention(
            KnownPolicy policies, RetentionRules rules, TelemetryErasure erasure, FleetWalk fleet, Clock clock) {
        this.policies = policies;
        this.rules = rules;
        this.erasure = erasure;
        this.fleet = fleet;
        this.clock = clock;
    }

    @Scheduled(
            identity = "retention-rules",
            every = "{iotflow.retention.rules-every}",
            delayed = "{iotflow.retention.rules-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> rules() {
        return goesOnLater(policies.read().chain(policy -> wanted(policy).chain(this::apply)));
    }

    @Scheduled(
            identity = "retention-erasure",
            every = "{iotflow.retention.erase-every}",
            delayed = "{iotflow.retention.erase-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> erase() {
        return goesOnLater(policies.read()
                .chain(policy -> wanted(policy).chain(wanted -> eraseOthers(policy, wanted))));
    }

    private Uni<WantedRules> wanted(RetentionPolicy policy) {
        return pages(policy).collect().in(() -> policies.noRules(policy), WantedRules::add);
    }

    /** No page where no device differs. */
    private Multi<List<TypedDevice>> pages(RetentionPolicy policy) {
        return policy.isOneForAll() ? Multi.createFrom().empty() : fleet.pages();
    }

    /** The one for all first: no device of the policy is kept longer than that. */
    private Uni<Void> apply(WantedRules wanted) {
        return rules.inForce()
                .chain(now -> Multi.createFrom()
                        .items(changes(wanted, now))
                        .onItem()
                        .transformToUniAndConcatenate(change -> change)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Stream<Uni<Void>> changes(WantedRules wanted, InForce now) {
        Stream<Uni<Void>> all =
                wanted.all().equals(now.all()) ? Stream.empty() : Stream.of(rules.keepAll(wanted.all()));
        Stream<Uni<Void>> gone = now.devices().keySet().stream()
                .filter(device -> !wanted.devices().containsKey(device))
                .map(device -> rules.keep(device, Optional.empty()));
        Stream<Uni<Void>> set = wanted.devices().entrySet().stream()
                .filter(rule -> !rule.getValue().equals(now.devices().get(rule.getKey())))
                .map(rule -> rules.keep(rule.getKey(), Optional.of(rule.getValue())));
        return Stream.of(all, gone, set).flatMap(part -> part);
    }

    private Uni<Void> eraseOthers(RetentionPolicy policy, WantedRules wanted) {
        return pages(policy)
                .map(page -> page.stream()
                        .filter(device -> !wanted.devices().containsKey(device.id()))
                        .toList())
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom()
                        .iterable(FleetWalk.byAge(page, policy).entrySet()))
                .filter(part -> !wanted.all().equals(Optional.of(part.getKey())))
                .onItem()
                .transformToUniAndConcatenate(part ->
                        erasure.eraseBefore(part.getValue(), clock.instant().minus(part.getKey())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> goesOnLater(Uni<Void> work) {
        return work.onFailure(Exception.class)
                .invoke(failure -> LOG.warnf("Retention goes on later: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .recoverWithNull();
    }
}
