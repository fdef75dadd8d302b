package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceStatus;
import io.iotflow.registry.configuration.ConfigurationRepository;
import io.iotflow.registry.credential.ApiKeyRepository;
import io.iotflow.registry.device.DeviceRepository;
import io.iotflow.service.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Figures about all devices. To count a large fleet takes the database and Redis a while, so that is done once in some
 * seconds and for all who ask meanwhile; the figures of a small one are always of now.
 */
@Singleton
class FleetFigures {

    private static final long LARGE = 10_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    record DeviceStats(long total, long active, long inactive, long maintenance, long online, long offline) {}

    record AuthStats(long validKeys) {}

    record ConfigStats(long total) {}

    record RegistryStats(DeviceStats deviceStats, AuthStats authStats, ConfigStats configStats) {}

    private record Counted(RegistryStats stats, Instant at) {}

    private final DeviceRepository devices;
    private final ApiKeyRepository keys;
    private final ConfigurationRepository configurations;
    private final ListDevices list;
    private final Clock clock;
    private final Uni<RegistryStats> shared;
    private volatile Counted last = new Counted(
            new RegistryStats(deviceStats(Map.of(), 0), new AuthStats(0), new ConfigStats(0)), Instant.EPOCH);

    FleetFigures(
            DeviceRepository devices,
            ApiKeyRepository keys,
            ConfigurationRepository configurations,
            ListDevices list,
            Clock clock) {
        this.devices = devices;
        this.keys = keys;
        this.configurations = configurations;
        this.list = list;
        this.clock = clock;
        this.shared = Uni.createFrom().deferred(this::count).memoize().until(this::isOld);
    }

    /** Those of now; of a large fleet maybe those of a moment ago. */
    Uni<RegistryStats> stats() {
        return last.stats().deviceStats().total() < LARGE ? count() : CallerContext.keep(shared);
    }

    private boolean isOld() {
        return last.at().plus(REMEMBERED).isBefore(clock.instant());
    }

    private Uni<RegistryStats> count() {
        return Uni.combine()
                .all()
                .unis(devices.countByStatus(), list.countOnline(), keys.countValid(), configurations.countAll())
                .with((counts, online, valid, values) ->
                        new RegistryStats(deviceStats(counts, online), new AuthStats(valid), new ConfigStats(values)))
                .invoke(stats -> last = new Counted(stats, clock.instant()));
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
