package io.iotflow.query.reading;

import io.iotflow.identity.DevicePrincipal;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.reading.HistoryQuery.Defaults;
import io.iotflow.query.reading.ReadHistory.History;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** A device's own readings. */
@Path("/api/v1/devices/telemetry")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
class OwnTelemetryResource {

    private static final Defaults DEFAULTS = new Defaults("-24h", 100, 1000);

    private final ReadableDevice readable;
    private final ReadHistory history;
    private final Clock clock;

    OwnTelemetryResource(ReadableDevice readable, ReadHistory history, Clock clock) {
        this.readable = readable;
        this.history = history;
        this.clock = clock;
    }

    @GET
    public Uni<History> own(@BeanParam HistoryQuery query) {
        return history.read(readable.own(), query.check(DEFAULTS, clock.instant()));
    }
}
