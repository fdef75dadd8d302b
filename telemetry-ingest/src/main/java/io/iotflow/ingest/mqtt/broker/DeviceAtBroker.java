package io.iotflow.ingest.mqtt.broker;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.KeyHash;
import io.iotflow.ingest.mqtt.destination.Sender;
import java.util.function.BooleanSupplier;

/** A device whose key only the broker has seen. */
record DeviceAtBroker(DeviceId device, BooleanSupplier here) implements Sender {

    @Override
    public boolean holds(KeyHash key) {
        return false;
    }
}
