package io.iotflow.admin.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.admin.alert.NewestAlerts;
import io.iotflow.admin.alert.NewestAlerts.Newest;
import io.iotflow.admin.health.HealthOfParts;
import io.iotflow.domain.WireTime;
import io.iotflow.operator.OperatorRole;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the console's first page needs, in one call. A part that can't be had now is absent; the others are there. */
@Path("/api/v1/admin/dashboard")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class DashboardResource {

    private static final int RECENT = 5;

    /**
     * The first page.
     *
     * @param ingest what telemetry-ingest counts; for operators
     * @param health by part: database, redis, iotdb, mqtt
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Dashboard(
            String status,
            @Nullable JsonNode deviceStats,
            @Nullable JsonNode telemetryStats,
            @Nullable JsonNode ingest,
            Map<String, HealthOfParts.Health> health,
            @Nullable Newest alerts,
            String timestamp) {}

    private final FiguresOfServices figures;
    private final HealthOfParts parts;
    private final NewestAlerts alerts;
    private final SecurityIdentity caller;
    private final Clock clock;

    DashboardResource(
            FiguresOfServices figures, HealthOfParts parts, NewestAlerts alerts, SecurityIdentity caller, Clock clock) {
        this.figures = figures;
        this.parts = parts;
        this.alerts = alerts;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Uni<Dashboard> dashboard() {
        boolean operator = caller.hasRole(OperatorRole.Names.OPERATOR);
        return Uni.combine()
                .all()
                .unis(
                        figures.devices(),
                        figures.telemetry(),
                        operator ? figures.ingest() : Uni.createFrom().item(Optional.<JsonNode>empty()),
                        parts.byName(),
                        FiguresOfServices.present(alerts.newest(RECENT)))
                .with(this::dashboard);
    }

    private Dashboard dashboard(
            Optional<JsonNode> devices,
            Optional<JsonNode> telemetry,
            Optional<JsonNode> ingest,
            Map<String, HealthOfParts.Health> health,
            Optional<Newest> newest) {
        return new Dashboard(
                "success",
                devices.orElse(null),
                telemetry.orElse(null),
                ingest.orElse(null),
                health,
                newest.orElse(null),
                WireTime.of(clock.instant()));
    }
}
