package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.KeyHash;
import io.iotflow.ingest.mqtt.destination.Sender;
import java.util.function.BooleanSupplier;

/**
 * A device with a session.
 *
 * @param letIn the device as it was then
 * @param here whether its session is still there
 */
record ConnectedDevice(DeviceIdentity letIn, Credential credential, BooleanSupplier here) implements Sender {

    @Override
    public DeviceId device() {
        return letIn.id();
    }

    @Override
    public boolean holds(KeyHash key) {
        return switch (credential) {
            case Credential.Key(KeyHash own) -> own.equals(key);
            case Credential.Certificate _ -> false;
        };
    }
}
