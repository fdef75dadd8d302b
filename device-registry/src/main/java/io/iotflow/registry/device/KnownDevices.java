package io.iotflow.registry.device;

import io.iotflow.domain.DeviceId;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Devices by the id in a path. */
@Singleton
public class KnownDevices {

    private final DeviceRepository devices;

    KnownDevices(DeviceRepository devices) {
        this.devices = devices;
    }

    /** The device, or the problem that there is none. */
    public Uni<Device> get(String id) {
        return devices.find(parse(id)).map(found -> found.orElseThrow(KnownDevices::unknown));
    }

    /** The id, or the problem that there can't be such a device. */
    public static DeviceId parse(String id) {
        return DeviceId.parse(id).orElseThrow(KnownDevices::unknown);
    }

    /** There is no such device. */
    public static ProblemException unknown() {
        return ProblemException.titled(ProblemType.NOT_FOUND, "Device not found", "There is no device with this id.");
    }
}
