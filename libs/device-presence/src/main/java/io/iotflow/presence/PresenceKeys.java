package io.iotflow.presence;

import io.iotflow.domain.DeviceId;

/** The keys of presence in Redis. */
final class PresenceKeys {

    private static final String PREFIX = "device_status:";

    private PresenceKeys() {}

    static String of(DeviceId device) {
        return PREFIX + device;
    }
}
