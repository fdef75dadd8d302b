package io.iotflow.ingest.mqtt.broker;

import io.iotflow.domain.DeviceTopic;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;

/** The way down to devices in broker mode: commands, configurations, errors. Any thread. */
@Singleton
public final class BrokerDownlink {

    private final BrokerSession session;

    BrokerDownlink(BrokerSession session) {
        this.session = session;
    }

    /**
     * Publishes through the broker, never retained.
     *
     * @param qos 0 or 1
     * @return at QoS 1, when the broker's PUBACK is there: it has the message, the device may not yet. Fails with
     *     {@link BrokerUnavailableException} when it does not come in time
     */
    public Uni<Void> publish(DeviceTopic topic, byte[] payload, int qos) {
        return session.publish(topic.toString(), Buffer.buffer(payload), qos);
    }
}
