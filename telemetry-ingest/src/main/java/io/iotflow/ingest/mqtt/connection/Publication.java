package io.iotflow.ingest.mqtt.connection;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;

/**
 * A message that a client published.
 *
 * @param messageId of no meaning at QoS 0
 * @param contentType of MQTT 5; else empty
 * @param aliased it names its topic by an alias, which is not available
 */
public record Publication(
        String topic, MqttQoS qos, int messageId, byte[] payload, String contentType, boolean aliased) {

    static Publication of(MqttPublishMessage message) {
        MqttProperties properties = message.variableHeader().properties();
        return new Publication(
                message.variableHeader().topicName(),
                message.fixedHeader().qosLevel(),
                message.variableHeader().packetId(),
                ByteBufUtil.getBytes(message.payload()),
                MqttVersions.text(properties, MqttPropertyType.CONTENT_TYPE),
                properties.getProperty(MqttPropertyType.TOPIC_ALIAS.value()) != null);
    }

    /** Whether the client waits for an acknowledgement. */
    public boolean isAcknowledged() {
        return qos != MqttQoS.AT_MOST_ONCE;
    }

    /** Whether the client waits for both halves of one. */
    public boolean isExactlyOnce() {
        return qos == MqttQoS.EXACTLY_ONCE;
    }
}
