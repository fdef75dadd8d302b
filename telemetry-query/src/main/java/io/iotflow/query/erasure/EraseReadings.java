package io.iotflow.query.erasure;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeRange;
import io.iotflow.problem.ProblemException;
import io.iotflow.query.erasure.ErasureAudit.Erasure;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryErasure;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Erases a span of readings, once it is in the audit who does it: nothing is erased that is not in there. */
@Singleton
class EraseReadings {

    private static final Logger LOG = Logger.getLogger(EraseReadings.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final TelemetryErasure erasure;
    private final ErasureAudit audit;

    EraseReadings(TelemetryErasure erasure, ErasureAudit audit) {
        this.erasure = erasure;
        this.audit = audit;
    }

    /** Answers how many values went. Fails with a problem of kind 503 when the store or the audit does not answer. */
    Uni<Long> erase(String actor, DeviceId device, TimeRange range) {
        return erasure.points(device, range)
                .chain(points -> record(new Erasure(actor, device, range, points)))
                .chain(() -> erasure.erase(device, range))
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of);
    }

    private Uni<Void> record(Erasure wanted) {
        return audit.record(wanted)
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("The audit did not answer: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .transform(_ -> ProblemException.unavailable(
                        "Not in the audit",
                        "The audit does not answer. Nothing was erased; send it again.",
                        RETRY_AFTER));
    }
}
