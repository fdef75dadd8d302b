package io.iotflow.registry.device;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Long pages of all devices. The total of a large fleet costs more to count than a page to read, so it is counted once
 * in a second; that of a small one is always exact.
 */
@Singleton
public class DeviceNames {

    private static final long LARGE = 10_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private record Total(long value, Instant countedAt) {}

    private final DeviceNameRepository names;
    private final DeviceRepository devices;
    private final Clock clock;
    private volatile Total remembered = new Total(0, Instant.EPOCH);

    DeviceNames(DeviceNameRepository names, DeviceRepository devices, Clock clock) {
        this.names = names;
        this.devices = devices;
        this.clock = clock;
    }

    /** A page in the order of the ids. */
    public Uni<List<DeviceName>> page(int limit, int offset) {
        return names.page(limit, offset);
    }

    /** How many devices there are. */
    public Uni<Long> total() {
        Total last = remembered;
        Instant now = clock.instant();
        if (last.value() > LARGE && now.isBefore(last.countedAt().plus(REMEMBERED))) {
            return Uni.createFrom().item(last.value());
        }
        return devices.count(DeviceFilter.ALL).invoke(total -> remembered = new Total(total, now));
    }
}
