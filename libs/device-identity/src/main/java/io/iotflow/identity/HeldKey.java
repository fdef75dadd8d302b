package io.iotflow.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that lets a device in.
 *
 * @param expiresAt from then on it does not
 */
record HeldKey(DeviceIdentity holder, Optional<Instant> expiresAt) {

    boolean isValidAt(Instant now) {
        return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
    }
}
