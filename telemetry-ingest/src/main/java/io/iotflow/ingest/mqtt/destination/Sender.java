package io.iotflow.ingest.mqtt.destination;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.KeyHash;
import java.util.function.BooleanSupplier;

/** Who sends a message. */
public interface Sender {

    /** The device. */
    DeviceId device();

    /** Whether it came in with this key. */
    boolean holds(KeyHash key);

    /** Whether somebody still waits for the outcome. */
    BooleanSupplier here();
}
