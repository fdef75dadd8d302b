package io.iotflow.registry.administration;

import io.iotflow.operator.OperatorRole;
import io.iotflow.registry.administration.FleetFigures.RegistryStats;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Figures about all devices, for admin-service. */
@Path("/internal/stats")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class StatsResource {

    private final FleetFigures figures;

    StatsResource(FleetFigures figures) {
        this.figures = figures;
    }

    @GET
    public Uni<RegistryStats> stats() {
        return figures.stats();
    }
}
