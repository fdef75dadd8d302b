package io.iotflow.query.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.TimeRange;
import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.operator.OperatorRole;
import io.iotflow.query.access.ReadableDevice;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
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
    private final EraseReadings readings;
    private final ObjectMapper json;
    private final Clock clock;

    ErasureResource(ReadableDevice readable, EraseReadings readings, ObjectMapper json, Clock clock) {
        this.readable = readable;
        this.readings = readings;
        this.json = json;
        this.clock = clock;
    }

    @DELETE
    public Uni<Erased> erase(
            @PathParam("id") String id, @BeanParam ErasureParameters parameters, @Nullable String body) {
        TimeRange range = parameters.range(body, json, clock.instant());
        return readings.actor()
                .chain(actor -> readable.named(id)
                        .chain(device -> readings.erase(actor, device.id(), range)
                                .map(points -> answer(device, range, points))));
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
