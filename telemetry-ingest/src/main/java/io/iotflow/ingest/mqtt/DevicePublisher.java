package io.iotflow.ingest.mqtt;

import io.iotflow.domain.DeviceTopic;
import io.smallrye.mutiny.Uni;

/** Sends messages down to devices, whichever replica holds their sessions. */
public interface DevicePublisher {

    /**
     * Sends a message to a device that is connected and has subscribed to the topic. Nothing is kept for one that is
     * not.
     *
     * @param topic below the device's own prefix
     * @param qos 0 or 1
     * @return completes when the message is on its way; fails when it can't be told to the other replicas
     */
    Uni<Void> publish(DeviceTopic topic, byte[] payload, int qos);
}
