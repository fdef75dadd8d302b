package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import java.util.OptionalInt;

/**
 * What the services need to know of a device to let it in and to answer it.
 *
 * @param status only an active device may send or receive
 * @param telemetryLimit how many requests and messages it may send in a window where that is not what all may; 0 means
 *     without limit
 */
public record DeviceIdentity(DeviceId id, String name, String type, DeviceStatus status, OptionalInt telemetryLimit) {

    /** A device that may send as much as all may. */
    public DeviceIdentity(DeviceId id, String name, String type, DeviceStatus status) {
        this(id, name, type, status, OptionalInt.empty());
    }

    public boolean isActive() {
        return status == DeviceStatus.ACTIVE;
    }
}
