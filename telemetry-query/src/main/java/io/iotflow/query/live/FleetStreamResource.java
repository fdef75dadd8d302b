package io.iotflow.query.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.operator.OperatorRole;
import io.iotflow.query.fleet.ChosenFleet;
import io.iotflow.query.fleet.FleetQuery;
import io.iotflow.query.streamed.StreamedAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readings of several devices as they come. Who joins a group while its stream is open is soon in it. */
@Path("/api/v1/telemetry/stream")
@RolesAllowed(OperatorRole.Names.VIEWER)
class FleetStreamResource {

    private final ChosenFleet fleet;
    private final StreamSettings settings;
    private final StreamAnswer answer;

    FleetStreamResource(ChosenFleet fleet, StreamSettings settings, StreamAnswer answer) {
        this.fleet = fleet;
        this.settings = settings;
        this.answer = answer;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Uni<StreamedAnswer> stream(
            @BeanParam FleetQuery query,
            @Nullable @HeaderParam("Last-Event-ID") String lastEventId,
            RoutingContext exchange) {
        Uni<List<DeviceId>> members = Uni.createFrom().deferred(() -> fleet.of(query, settings.mostDevices()));
        return answer.of(members, lastEventId, exchange);
    }
}
