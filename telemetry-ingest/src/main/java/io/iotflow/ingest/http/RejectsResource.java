package io.iotflow.ingest.http;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimePoint;
import io.iotflow.domain.WireTime;
import io.iotflow.ingest.refusal.Refusal;
import io.iotflow.ingest.refusal.RefusalSelection;
import io.iotflow.ingest.refusal.SharedRefusalLedger;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What was refused, for operators. */
@Path("/api/v1/telemetry/rejects")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class RejectsResource {

    private static final Logger LOG = Logger.getLogger(RejectsResource.class);
    private static final int MOST = 1000;
    private static final Duration RETRY_IN = Duration.ofSeconds(2);

    /** One refusal; {@code deviceId} is null when nobody knows who it was. */
    record Reject(
            String timestamp, @Nullable Long deviceId, String transport, String code, String message, String excerpt) {

        static Reject of(Refusal refusal) {
            return new Reject(
                    WireTime.of(refusal.timestamp()),
                    refusal.device().map(DeviceId::value).orElse(null),
                    refusal.transport(),
                    refusal.code(),
                    refusal.message(),
                    refusal.excerpt());
        }
    }

    /** The newest first. */
    record Rejects(List<Reject> rejects) {}

    private final SharedRefusalLedger ledger;
    private final Clock clock;

    RejectsResource(SharedRefusalLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The newest refusals of all replicas. */
    @GET
    public Uni<Rejects> rejects(
            @QueryParam("device_id") Optional<String> device,
            @QueryParam("since") @DefaultValue("-24h") String since,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        RefusalSelection selection = new RefusalSelection(
                device.map(RejectsResource::device),
                TimePoint.parse(since, clock.instant())
                        .orElseThrow(() -> invalid("since", "must be " + TimePoint.ACCEPTED_FORMS)),
                NumberParameter.read("limit", limit, 1, MOST));
        return ledger.newest(selection)
                .onFailure(Exception.class)
                .transform(RejectsResource::unavailable)
                .map(found -> new Rejects(found.stream().map(Reject::of).toList()));
    }

    private static DeviceId device(String text) {
        return DeviceId.parse(text).orElseThrow(() -> invalid("device_id", "must be the number of a device"));
    }

    private static ProblemException invalid(String parameter, String message) {
        return ProblemException.invalid(Violation.inQuery(parameter, message));
    }

    private static ProblemException unavailable(Throwable failure) {
        LOG.warnf("The refusals can't be read: %s", failure.getMessage());
        return ProblemException.unavailable(
                "Service unavailable", "The refused readings can't be read now. Ask again later.", RETRY_IN);
    }
}
