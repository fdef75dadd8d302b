package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.KeyHash;
import java.util.function.BooleanSupplier;

/**
 * Who sends a message.
 *
 * @param here whether its session is still there
 */
record Sender(DeviceId device, Credential credential, BooleanSupplier here) {

    boolean holds(KeyHash key) {
        return switch (credential) {
            case Credential.Key(KeyHash own) -> own.equals(key);
            case Credential.Certificate _ -> false;
        };
    }
}
