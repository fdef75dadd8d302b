package io.iotflow.admin.cache;

import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.domain.DeviceId;
import io.iotflow.operator.OperatorRole;
import io.iotflow.presence.PresenceCache;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What Redis remembers of when devices were heard. What is cleared comes back with the next sign of each device. */
@Path("/api/v1/admin/cache")
@Produces(MediaType.APPLICATION_JSON)
class CacheResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /**
     * Figures of the cache.
     *
     * @param redisMemoryBytes of all that Redis holds
     */
    record CacheJson(
            String status,
            long deviceStatusCount,
            long redisMemoryBytes,
            long redisUptimeSeconds,
            String redisVersion) {}

    /** How many were forgotten. */
    record Cleared(String status, String message, long cleared) {}

    private final PresenceCache cache;
    private final RecordChange audit;

    CacheResource(PresenceCache cache, RecordChange audit) {
        this.cache = cache;
        this.audit = audit;
    }

    @GET
    @Path("/device-status")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<CacheJson> figures() {
        return answered(cache.figures())
                .map(figures -> new CacheJson(
                        "success", figures.presences(), figures.memory(), figures.uptime(), figures.version()));
    }

    /** Forgets it of all devices: they count as offline until they are heard again. */
    @DELETE
    @Path("/device-status")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<Cleared> clear() {
        return recorded("device-status").chain(() -> answered(cache.clear())).map(count -> cleared(count));
    }

    /** Forgets it of one device. */
    @DELETE
    @Path("/devices/{id}")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<Cleared> clearOne(@PathParam("id") String id) {
        DeviceId device = DeviceId.parse(id)
                .orElseThrow(() -> ProblemException.titled(
                        ProblemType.NOT_FOUND, "Device not found", "There is no device with this id."));
        return recorded("devices/" + device)
                .chain(() -> answered(cache.clear(device)))
                .map(was -> cleared(was ? 1 : 0));
    }

    private Uni<Void> recorded(String what) {
        return audit.record(
                new Change("cache.clear", "cache", what, Optional.empty(), Optional.of(Map.of("cleared", true))));
    }

    private static Cleared cleared(long count) {
        return new Cleared("success", "Device status cache cleared", count);
    }

    private static <T> Uni<T> answered(Uni<T> call) {
        return call.onFailure(Throwable.class)
                .transform(_ -> ProblemException.unavailable(
                        "Service unavailable", "Redis does not answer. Try again.", RETRY_AFTER));
    }
}
