package io.iotflow.admin.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.QueryApi;
import io.iotflow.admin.upstream.RegistryApi;
import io.iotflow.domain.WireTime;
import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Figures about devices, keys and telemetry. */
@Path("/api/v1/admin/stats")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class StatsResource {

    record Stats(
            String status,
            JsonNode deviceStats,
            JsonNode authStats,
            JsonNode configStats,
            JsonNode telemetryStats,
            String timestamp) {}

    private final RegistryApi registry;
    private final QueryApi query;
    private final Answers answers;
    private final Clock clock;

    StatsResource(@RestClient RegistryApi registry, @RestClient QueryApi query, Answers answers, Clock clock) {
        this.registry = registry;
        this.query = query;
        this.answers = answers;
        this.clock = clock;
    }

    @GET
    public Uni<Stats> stats() {
        return Uni.combine()
                .all()
                .unis(
                        answers.read("device-registry", registry.stats()),
                        answers.read("telemetry-query", query.figures()))
                .with(this::stats);
    }

    private Stats stats(ObjectNode devices, ObjectNode telemetry) {
        return new Stats(
                "success",
                devices.path("device_stats"),
                devices.path("auth_stats"),
                devices.path("config_stats"),
                telemetry,
                WireTime.of(clock.instant()));
    }
}
