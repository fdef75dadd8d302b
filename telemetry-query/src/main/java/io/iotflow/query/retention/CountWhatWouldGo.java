package io.iotflow.query.retention;

import io.iotflow.query.fleet.FleetDirectory.TypedDevice;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryErasure;
import io.iotflow.store.TelemetryErasure.Older;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Counts what a policy would take away if it came into force now. */
@Singleton
class CountWhatWouldGo {

    private final FleetWalk fleet;
    private final TelemetryErasure erasure;
    private final RetentionSettings settings;
    private final Clock clock;

    CountWhatWouldGo(FleetWalk fleet, TelemetryErasure erasure, RetentionSettings settings, Clock clock) {
        this.fleet = fleet;
        this.erasure = erasure;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What would go.
     *
     * @param looked at how many devices
     */
    record WouldGo(Older older, long looked) {

        static final WouldGo NOTHING = new WouldGo(Older.NONE, 0);

        WouldGo plus(WouldGo other) {
            return new WouldGo(older.plus(other.older), looked + other.looked);
        }
    }

    /** Of as many devices as a dry run looks at; the store is asked for a page at a time. */
    Uni<WouldGo> count(RetentionPolicy policy) {
        return fleet.pages()
                .select()
                .first(settings.mostCounted() / settings.page())
                .onItem()
                .transformToUniAndConcatenate(page -> count(page, policy))
                .collect()
                .with(Collectors.reducing(WouldGo.NOTHING, WouldGo::plus))
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of);
    }

    private Uni<WouldGo> count(List<TypedDevice> page, RetentionPolicy policy) {
        return Multi.createFrom()
                .iterable(FleetWalk.byAge(page, policy).entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        part -> erasure.older(part.getValue(), clock.instant().minus(part.getKey())))
                .collect()
                .with(Collectors.reducing(Older.NONE, Older::plus))
                .map(older -> new WouldGo(older, page.size()));
    }
}
