package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceStatus;
import io.iotflow.operator.OperatorRole;
import io.iotflow.registry.connectivity.Presences;
import io.iotflow.registry.credential.ApiKeyRepository;
import io.iotflow.registry.device.DeviceRepository;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Figures about all devices, for admin-service. */
@Path("/internal/stats")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class StatsResource {

    record DeviceStats(long total, long active, long inactive, long maintenance, long online, long offline) {}

    record AuthStats(long validKeys) {}

    record RegistryStats(DeviceStats deviceStats, AuthStats authStats) {}

    private final DeviceRepository devices;
    private final ApiKeyRepository keys;
    private final Presences presences;

    StatsResource(DeviceRepository devices, ApiKeyRepository keys, Presences presences) {
        this.devices = devices;
        this.keys = keys;
        this.presences = presences;
    }

    @GET
    public Uni<RegistryStats> stats() {
        return Uni.combine()
                .all()
                .unis(devices.countByStatus(), devices.ids().chain(presences::countOnline), keys.countValid())
                .with((counts, online, valid) -> new RegistryStats(deviceStats(counts, online), new AuthStats(valid)));
    }

    private static DeviceStats deviceStats(Map<DeviceStatus, Long> counts, long online) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new DeviceStats(
                total,
                counts.getOrDefault(DeviceStatus.ACTIVE, 0L),
                counts.getOrDefault(DeviceStatus.INACTIVE, 0L),
                counts.getOrDefault(DeviceStatus.MAINTENANCE, 0L),
                online,
                Math.max(0, total - online));
    }
}
