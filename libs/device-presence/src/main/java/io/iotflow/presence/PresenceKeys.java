package io.iotflow.presence;

import io.iotflow.domain.DeviceId;

/** The keys of presence in Redis. */
final class PresenceKeys {

    /** Whose last sign of life is not kept for good yet: a sorted set of device ids by epoch milliseconds. */
    static final String LAST_SEEN = "device_last_seen";

    private static final String PREFIX = "device_status:";

    private PresenceKeys() {}

    static String of(DeviceId device) {
        return PREFIX + device;
    }
}
