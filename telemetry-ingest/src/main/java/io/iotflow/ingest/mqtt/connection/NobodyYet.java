package io.iotflow.ingest.mqtt.connection;

import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;

/** In place of a session before there is one. A connection without a session hands nothing on. */
enum NobodyYet implements ClientPackets {
    INSTANCE;

    @Override
    public void published(Publication publication) {}

    @Override
    public void released(int messageId) {}

    @Override
    public void acknowledged(int messageId) {}

    @Override
    public void subscribe(MqttSubscribeMessage message) {}

    @Override
    public void unsubscribe(MqttUnsubscribeMessage message) {}

    @Override
    public void alive() {}

    @Override
    public void ended(boolean orderly) {}
}
