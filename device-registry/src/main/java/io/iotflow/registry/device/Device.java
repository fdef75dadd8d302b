package io.iotflow.registry.device;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device as the registry knows it.
 *
 * @param groups the names of the groups that hold it, in order
 * @param lastSeen as the database remembers it; presence may know better
 */
public record Device(
        DeviceId id,
        DeviceDescription description,
        DeviceStatus status,
        List<String> groups,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> lastSeen) {}
