package io.iotflow.registry.device;

import io.iotflow.domain.WireTime;
import io.iotflow.presence.Presence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device in an answer. */
public record DeviceJson(
        long id,
        String name,
        @Nullable String description,
        String deviceType,
        String status,
        @Nullable String location,
        @Nullable String firmwareVersion,
        @Nullable String hardwareVersion,
        @Nullable String userId,
        Map<String, String> tags,
        List<String> groups,
        String createdAt,
        String updatedAt,
        @Nullable String lastSeen) {

    /** With what presence knows of it. */
    public static DeviceJson of(Device device, Presence presence) {
        DeviceDescription description = device.description();
        return new DeviceJson(
                device.id().value(),
                description.name(),
                description.description().orElse(null),
                description.deviceType(),
                device.status().wireName(),
                description.location().orElse(null),
                description.firmwareVersion().orElse(null),
                description.hardwareVersion().orElse(null),
                description.userId().orElse(null),
                description.tags(),
                device.groups(),
                WireTime.of(device.createdAt()),
                WireTime.of(device.updatedAt()),
                lastSeen(device, presence));
    }

    private static @Nullable String lastSeen(Device device, Presence presence) {
        return presence.newestOf(device.lastSeen()).map(WireTime::of).orElse(null);
    }
}
