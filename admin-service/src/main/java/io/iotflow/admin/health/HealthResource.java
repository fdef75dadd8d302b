package io.iotflow.admin.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iotflow.admin.health.HealthOfParts.Health;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How the whole product is, for anyone. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
class HealthResource {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HealthJson(
            String status,
            String message,
            String version,
            @Nullable Map<String, Health> checks) {}

    private final HealthOfParts parts;
    private final String version;

    HealthResource(HealthOfParts parts, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.parts = parts;
        this.version = version;
    }

    @GET
    public Uni<Response> health(
            @QueryParam("detailed") @DefaultValue("false") String detailed,
            @Nullable @QueryParam("include") String include) {
        Set<Check> shown = shown(detailed, include);
        return parts.ask().map(health -> answer(health, shown));
    }

    private static Set<Check> shown(String detailed, @Nullable String include) {
        Set<Check> shown = detailed.equals("true") ? EnumSet.allOf(Check.class) : EnumSet.noneOf(Check.class);
        if (include != null && !include.isBlank()) {
            for (String name : include.split(",", -1)) {
                shown.add(Check.parse(name.strip())
                        .orElseThrow(() -> ProblemException.invalid(
                                Violation.inQuery("include", "must be a list of " + Check.names()))));
            }
        }
        return shown;
    }

    private Response answer(Map<Check, Health> health, Set<Check> shown) {
        boolean healthy = health.values().stream().allMatch(Health::healthy);
        Map<String, Health> checks = new LinkedHashMap<>();
        shown.forEach(check -> checks.put(check.wireName(), health.get(check)));
        HealthJson body = new HealthJson(
                healthy ? "healthy" : "unhealthy",
                healthy ? "IoTFlow is running" : "A part of IoTFlow does not answer",
                version,
                shown.isEmpty() ? null : checks);
        return Response.status(healthy ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(body)
                .build();
    }
}
