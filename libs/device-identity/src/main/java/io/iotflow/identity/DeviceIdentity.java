package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;

/**
 * What the services need to know of a device to let it in and to answer it.
 *
 * @param status only an active device may send or receive
 */
public record DeviceIdentity(DeviceId id, String name, String type, DeviceStatus status) {

    public boolean isActive() {
        return status == DeviceStatus.ACTIVE;
    }
}
