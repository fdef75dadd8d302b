package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.registry.device.DeviceRepository;
import io.iotflow.registry.device.KnownDevices;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Changes a device and tells all services, once it is committed. */
@Singleton
class ChangeDevice {

    private final DeviceRepository devices;
    private final DeviceFeed changes;

    ChangeDevice(DeviceRepository devices, DeviceFeed changes) {
        this.devices = devices;
        this.changes = changes;
    }

    /** Answers the status before. */
    Uni<DeviceStatus> setStatus(DeviceId id, DeviceStatus status) {
        return devices.setStatus(id, status)
                .map(before -> before.orElseThrow(KnownDevices::unknown))
                .call(() -> changes.announce(DeviceFeed.Kind.CHANGED, id));
    }

    Uni<Void> remove(DeviceId id) {
        return devices.remove(id)
                .invoke(removed -> {
                    if (!removed) {
                        throw KnownDevices.unknown();
                    }
                })
                .chain(() -> changes.announce(DeviceFeed.Kind.CHANGED, id));
    }
}
