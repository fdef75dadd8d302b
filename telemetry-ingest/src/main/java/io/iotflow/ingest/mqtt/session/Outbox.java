package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.connection.MqttConnection;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.HashMap;
import java.util.Map;

/** The messages on their way to one device. One event loop only. */
final class Outbox {

    private static final int LARGEST_ID = 65_535;

    private final MqttConnection connection;
    private final int most;
    private final Map<Integer, Runnable> onTheirWay = new HashMap<>(0);
    private int lastId;

    /** @param most how many may wait for the device's acknowledgement */
    Outbox(MqttConnection connection, int most) {
        this.connection = connection;
        this.most = most;
    }

    /**
     * Sends a message.
     *
     * @param acknowledged called once the device has it; at QoS 0 once it is sent
     * @return whether it was sent
     */
    boolean send(DeviceTopic topic, byte[] payload, MqttQoS qos, Runnable acknowledged) {
        if (qos == MqttQoS.AT_MOST_ONCE) {
            boolean sent = connection.publish(topic.toString(), payload, qos, 0);
            if (sent) {
                acknowledged.run();
            }
            return sent;
        }
        int id = nextId();
        boolean sent = onTheirWay.size() < most && connection.publish(topic.toString(), payload, qos, id);
        if (sent) {
            onTheirWay.put(id, acknowledged);
        }
        return sent;
    }

    /** PUBACK from the device. */
    void acknowledged(int messageId) {
        Runnable acknowledged = onTheirWay.remove(messageId);
        if (acknowledged != null) {
            acknowledged.run();
        }
    }

    private int nextId() {
        do {
            lastId = lastId == LARGEST_ID ? 1 : lastId + 1;
        } while (onTheirWay.containsKey(lastId));
        return lastId;
    }
}
