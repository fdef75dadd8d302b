package io.iotflow.identity;

import java.time.Duration;

/** The answer to the question whose key this is. */
public sealed interface Identification {

    /** The key belongs to this device, whatever its status. */
    record Known(DeviceIdentity device) implements Identification {}

    /** No device holds this key: wrong, expired, rotated or revoked, without telling which. */
    record Unknown() implements Identification {
        static final Unknown INSTANCE = new Unknown();
    }

    /**
     * It can't be found out now. Never to be told to a device as a wrong key.
     *
     * @param retryIn how long to wait before asking again
     */
    record Unavailable(Duration retryIn) implements Identification {}
}
