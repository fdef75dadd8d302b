package io.iotflow.registry.group;

import io.iotflow.domain.DeviceStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A group of devices.
 *
 * @param query which devices a dynamic group holds; a static group has none and holds those that were added
 */
public record Group(long id, Description description, Optional<Query> query, Instant createdAt, Instant updatedAt) {

    /**
     * What people say of it.
     *
     * @param name unique, 1 to 100 characters
     * @param color anything that a user interface understands
     */
    public record Description(String name, Optional<String> description, Optional<String> color) {}

    /** Lets those devices through that have all of it; at least one of them is there. */
    public record Query(Optional<String> deviceType, Optional<DeviceStatus> status, Map<String, String> tags) {}
}
