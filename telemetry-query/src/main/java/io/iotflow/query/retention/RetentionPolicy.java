package io.iotflow.query.retention;

import io.iotflow.domain.DeviceId;
import io.iotflow.query.fleet.FleetDirectory.TypedDevice;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long the readings of which device are kept: the device's own time, else that of its type, else that of all.
 *
 * @param all for every device without another
 */
record RetentionPolicy(Kept all, Map<String, Kept> types, Map<DeviceId, Kept> devices) {

    static final RetentionPolicy KEEP_ALL = new RetentionPolicy(Kept.FOREVER, Map.of(), Map.of());

    Optional<Duration> ageFor(TypedDevice device) {
        Kept ofType = types.getOrDefault(device.type(), all);
        return devices.getOrDefault(device.id(), ofType).age();
    }

    /** The longest time of any device; the store may forget what is older whatever device it is of. */
    Optional<Duration> longest() {
        if (everything().anyMatch(kept -> kept.age().isEmpty())) {
            return Optional.empty();
        }
        return everything().flatMap(kept -> kept.age().stream()).max(Duration::compareTo);
    }

    /** Whether all devices are kept for the same time. */
    boolean isOneForAll() {
        return types.isEmpty() && devices.isEmpty();
    }

    private Stream<Kept> everything() {
        return Stream.of(Stream.of(all), types.values().stream(), devices.values().stream())
                .flatMap(part -> part);
    }
}
