package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceStatus;
import io.iotflow.operator.OperatorRole;
import io.iotflow.registry.configuration.ConfigurationRepository;
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

    record ConfigStats(long total) {}

    record RegistryStats(DeviceStats deviceStats, AuthStats authStats, ConfigStats configStats) {}

    private final DeviceRepository devices;
    private final ApiKeyRepository keys;
    private final ListDevices list;
    private final ConfigurationRepository configurations;

    StatsResource(
            DeviceRepository devices, ApiKeyRepository keys, ListDevices list, ConfigurationRepository configurations) {
        this.devices = devices;
        this.keys = keys;
        this.list = list;
        this.configurations = configurations;
    }

    @GET
    public Uni<RegistryStats> stats() {
        return Uni.combine()
                .all()
                .unis(devices.countByStatus(), list.countOnline(), keys.countValid(), configurations.countAll())
                .with((counts, online, valid, values) ->
                        new RegistryStats(deviceStats(counts, online), new AuthStats(valid), new ConfigStats(values)));
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
