package io.iotflow.ingest.mqtt.broker;

import io.iotflow.ingest.mqtt.destination.Content;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.messages.MqttPublishMessage;

/** A message on its way from the broker to the store, which may be delivered again meanwhile. One event loop only. */
final class Delivery {

    private final String topic;
    private final Buffer payload;
    private MqttPublishMessage message;
    private int connection;

    Delivery(MqttPublishMessage message, int connection) {
        this.topic = message.topicName();
        this.payload = message.payload();
        this.message = message;
        this.connection = connection;
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload.getBytes();
    }

    /** MQTT 3.1.1, which our side of the session speaks, has no content type. */
    Content content() {
        return new Content(payload.getBytes(), "", isToBeAcknowledged());
    }

    int packet() {
        return message.messageId();
    }

    /** The newest form of it, which is the one to acknowledge. */
    MqttPublishMessage message() {
        return message;
    }

    /** The connection on which it came last. */
    int connection() {
        return connection;
    }

    boolean isToBeAcknowledged() {
        return message.qosLevel() != MqttQoS.AT_MOST_ONCE;
    }

    /** Whether a message is this one again (MQTT 3.1.1, 4.4: same packet, with DUP). */
    boolean isAgain(MqttPublishMessage again) {
        return again.isDup()
                && again.topicName().equals(topic)
                && again.payload().equals(payload);
    }

    void cameAgain(MqttPublishMessage again, int itsConnection) {
        message = again;
        connection = itsConnection;
    }
}
