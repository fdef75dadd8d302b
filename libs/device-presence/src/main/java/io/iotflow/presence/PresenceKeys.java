package io.iotflow.presence;

import io.iotflow.domain.DeviceId;

/** The keys of presence in Redis. */
final class PresenceKeys {

    /** Whose last sign of life is not kept for good yet: a sorted set of device ids by epoch milliseconds. */
    static final String LAST_SEEN = "device_last_seen";

    static final String PREFIX = "device_status:";
    private static final String SESSION_PREFIX = "device_session:";

    private PresenceKeys() {}

    /** The number of the device's newest session. */
    static String session(DeviceId device) {
        return SESSION_PREFIX + device;
    }

    static String of(DeviceId device) {
        return PREFIX + device;
    }
}
