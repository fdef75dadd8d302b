package io.iotflow.query.erasure;

import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeRange;
import io.iotflow.domain.WireTime;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryErasure;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Erases a span of readings, once it is in the audit who does it: nothing is erased that is not in there. */
@Singleton
class EraseReadings {

    private final TelemetryErasure erasure;
    private final RecordChange audit;

    EraseReadings(TelemetryErasure erasure, RecordChange audit) {
        this.erasure = erasure;
        this.audit = audit;
    }

    /** Who asks for it: for the audit. */
    Uni<String> actor() {
        return audit.actor();
    }

    /** Answers how many values went. Fails with a problem of kind 503 when the store or the audit does not answer. */
    Uni<Long> erase(String actor, DeviceId device, TimeRange range) {
        return erasure.points(device, range)
                .chain(points -> audit.record(actor, erased(device, range, points)))
                .chain(() -> erasure.erase(device, range))
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of);
    }

    private static Change erased(DeviceId device, TimeRange range, long points) {
        return new Change(
                "telemetry.erase",
                "device",
                device.toString(),
                Optional.of(Map.of(
                        "start_time",
                        WireTime.of(range.start()),
                        "stop_time",
                        WireTime.of(range.end()),
                        "points",
                        points)),
                Optional.of(Map.of("points", 0)));
    }
}
