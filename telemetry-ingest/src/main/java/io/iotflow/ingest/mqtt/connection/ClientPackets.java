package io.iotflow.ingest.mqtt.connection;

import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;

/** Hears what a client sends after it was let in. On the connection's event loop. */
public interface ClientPackets {

    /** PUBLISH. */
    void published(Publication publication);

    /** PUBREL; PUBCOMP has been sent. */
    void released(int messageId);

    /** PUBACK: the client has a message that was sent to it, or refuses it. */
    void acknowledged(int messageId);

    /** SUBSCRIBE. */
    void subscribe(MqttSubscribeMessage message);

    /** UNSUBSCRIBE. */
    void unsubscribe(MqttUnsubscribeMessage message);

    /** The client is there: a ping, or nothing to say for a while on a connection without keep-alive. */
    void alive();

    /**
     * The connection is gone; the last call.
     *
     * @param orderly the client said goodbye, so that its will is void
     */
    void ended(boolean orderly);
}
