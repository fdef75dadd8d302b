package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.KeyHash;
import java.util.function.BooleanSupplier;

/**
 * Who sends a message.
 *
 * @param letIn the device as it was then
 * @param here whether its session is still there
 */
record Sender(DeviceIdentity letIn, Credential credential, BooleanSupplier here) {

    DeviceId device() {
        return letIn.id();
    }

    boolean holds(KeyHash key) {
        return switch (credential) {
            case Credential.Key(KeyHash own) -> own.equals(key);
            case Credential.Certificate _ -> false;
        };
    }
}
