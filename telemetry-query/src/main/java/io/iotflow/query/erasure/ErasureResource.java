package io.iotflow.query.erasure;

import io.iotflow.domain.TimeRange;
import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.query.parameter.TimeParameter;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryErasure;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Erases a span of a device's readings, both ends included. */
@Path("/api/v1/telemetry/{id:\\d+}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class ErasureResource {

    /**
     * What went.
     *
     * @param points values, metadata included
     */
    record Erased(String message, long deviceId, String startTime, String stopTime, long points) {}

    private final ReadableDevice readable;
    private final TelemetryErasure erasure;
    private final Clock clock;

    ErasureResource(ReadableDevice readable, TelemetryErasure erasure, Clock clock) {
        this.readable = readable;
        this.erasure = erasure;
        this.clock = clock;
    }

    @DELETE
    public Uni<Erased> erase(
            @PathParam("id") String id,
            @Nullable @QueryParam("start_time") String startTime,
            @Nullable @QueryParam("stop_time") String stopTime) {
        Instant now = clock.instant();
        Instant start = time("start_time", startTime, now);
        Instant stop = time("stop_time", stopTime, now);
        if (stop.isBefore(start)) {
            throw ProblemException.invalid(Violation.inQuery("start_time", "must not be after stop_time"));
        }
        TimeRange range = new TimeRange(start, stop);
        return readable.named(id)
                .chain(device -> erasure.erase(device.id(), range)
                        .onFailure(StoreUnavailableException.class)
                        .transform(StoreProblem::of)
                        .map(points -> answer(device, range, points)));
    }

    private static Instant time(String name, @Nullable String text, Instant now) {
        if (text == null) {
            throw ProblemException.invalid(Violation.inQuery(name, "is needed"));
        }
        return TimeParameter.read(name, text, now);
    }

    private static Erased answer(DeviceIdentity device, TimeRange range, long points) {
        return new Erased(
                "Telemetry data deleted",
                device.id().value(),
                WireTime.of(range.start()),
                WireTime.of(range.end()),
                points);
    }
}
