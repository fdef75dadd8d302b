package io.iotflow.query.status;

import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How many readings the store has, by event time, for admin-service. Counted by the store. */
@Path("/internal/telemetry/figures")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class FiguresResource {

    private final CountReadings count;

    FiguresResource(CountReadings count) {
        this.count = count;
    }

    @GET
    public Uni<CountReadings.Figures> figures() {
        return count.figures();
    }
}
