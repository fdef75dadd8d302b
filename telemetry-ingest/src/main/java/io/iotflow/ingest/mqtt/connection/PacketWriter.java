package io.iotflow.ingest.mqtt.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageFactory;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * Writes packets. What one turn of the event loop writes leaves in one flush, and acknowledgements that follow one another
 * in one buffer. Codes and properties that an MQTT 3.1.1 client doesn't know are left out by the codec. One event loop
 * only.
 */
final class PacketWriter {

    private static final int REPLIES_AT_FIRST = 64;
    private static final int TYPE_SHIFT = 4;
    private static final int LENGTH_OF_AN_ID = 2;
    private static final byte SUCCESS = MqttPubAckReasonCode.SUCCESS.value();

    private final ChannelHandlerContext channel;
    private @Nullable ByteBuf replies;
    private boolean flushing;

    PacketWriter(ChannelHandlerContext channel) {
        this.channel = channel;
    }

    void connectAcknowledge(MqttConnectReturnCode code, MqttProperties properties) {
        write(MqttMessageType.CONNACK, new MqttConnAckVariableHeader(code, false, properties), null);
    }

    /** PUBACK, PUBREC or PUBCOMP. */
    void reply(MqttMessageType type, int messageId, byte code, MqttProperties properties) {
        if (code == SUCCESS && properties == MqttProperties.NO_PROPERTIES) {
            success(type, messageId);
        } else {
            write(type, new MqttPubReplyMessageVariableHeader(messageId, code, properties), null);
        }
    }

    /** Without a reason code it is success in either version (MQTT 5, 3.4.2.1). */
    private void success(MqttMessageType type, int messageId) {
        ByteBuf buffer = replies == null ? channel.alloc().ioBuffer(REPLIES_AT_FIRST) : replies;
        buffer.writeByte(type.value() << TYPE_SHIFT).writeByte(LENGTH_OF_AN_ID).writeShort(messageId);
        replies = buffer;
        flushSoon();
    }

    void subscribeAcknowledge(int messageId, int... codes) {
        write(MqttMessageType.SUBACK, identified(messageId), new MqttSubAckPayload(codes));
    }

    void unsubscribeAcknowledge(int messageId, short... codes) {
        write(MqttMessageType.UNSUBACK, identified(messageId), new MqttUnsubAckPayload(codes));
    }

    void publish(String topic, byte[] payload, MqttQoS qos, int messageId) {
        MqttFixedHeader header = new MqttFixedHeader(MqttMessageType.PUBLISH, false, qos, false, 0);
        MqttPublishVariableHeader variable = new MqttPublishVariableHeader(topic, messageId);
        write(MqttMessageFactory.newMessage(header, variable, Unpooled.wrappedBuffer(payload)));
    }

    void pong() {
        write(MqttMessage.PINGRESP);
    }

    void disconnect(byte code, MqttProperties properties) {
        write(MqttMessageType.DISCONNECT, new MqttReasonCodeAndPropertiesVariableHeader(code, properties), null);
    }

    void flush() {
        flushing = false;
        writeReplies();
        channel.flush();
    }

    private static MqttMessageIdAndPropertiesVariableHeader identified(int messageId) {
        return new MqttMessageIdAndPropertiesVariableHeader(messageId, MqttProperties.NO_PROPERTIES);
    }

    private void write(MqttMessageType type, Object variableHeader, @Nullable Object payload) {
        MqttFixedHeader header = new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
        write(MqttMessageFactory.newMessage(header, variableHeader, payload));
    }

    private void write(MqttMessage message) {
        writeReplies();
        channel.write(message, channel.voidPromise());
        flushSoon();
    }

    private void writeReplies() {
        ByteBuf written = replies;
        if (written != null) {
            replies = null;
            channel.write(written, channel.voidPromise());
        }
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            channel.executor().execute(this::flush);
        }
    }
}
