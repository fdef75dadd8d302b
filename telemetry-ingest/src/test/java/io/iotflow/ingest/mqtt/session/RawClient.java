package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.identity.ApiKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageFactory;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** A client that does what it is told, also what the protocol forbids. One packet at a time, on the test's thread. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final boolean version5;
    private final EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    private final EmbeddedChannel codec = new EmbeddedChannel(new MqttDecoder(1_000_000), MqttEncoder.INSTANCE);
    private final Queue<MqttMessage> received = new ArrayDeque<>();

    RawClient(Socket socket, boolean version5) throws IOException {
        this.socket = socket;
        this.version5 = version5;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static RawClient version3(int port) throws IOException {
        return new RawClient(new Socket("127.0.0.1", port), false);
    }

    static RawClient version5(int port) throws IOException {
        return new RawClient(new Socket("127.0.0.1", port), true);
    }

    /** Connects as a device and insists that it is let in. */
    RawClient login(long device, ApiKey key) throws IOException {
        MqttConnAckMessage answer = connect(device, key, _ -> {});
        assertThat(answer.variableHeader().connectReturnCode().byteValue()).isZero();
        assertThat(answer.variableHeader().isSessionPresent()).isFalse();
        return this;
    }

    MqttConnAckMessage connect(long device, ApiKey key, Consumer<MqttMessageBuilders.ConnectBuilder> more)
            throws IOException {
        return connect(Long.toString(device), key.text(), more);
    }

    MqttConnAckMessage connect(String user, String password, Consumer<MqttMessageBuilders.ConnectBuilder> more)
            throws IOException {
        MqttMessageBuilders.ConnectBuilder connect = MqttMessageBuilders.connect()
                .protocolVersion(version5 ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1)
                .clientId("client")
                .cleanSession(true)
                .hasUser(true)
                .username(user)
                .hasPassword(true)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .keepAlive(60);
        more.accept(connect);
        send(connect.build());
        return (MqttConnAckMessage) next();
    }

    RawClient publish(int id, MqttQoS qos, String topic, String payload) throws IOException {
        return publish(id, qos, topic, payload.getBytes(StandardCharsets.UTF_8), "");
    }

    RawClient publish(int id, MqttQoS qos, String topic, byte[] payload, String contentType) throws IOException {
        MqttProperties properties = new MqttProperties();
        if (!contentType.isEmpty()) {
            properties.add(new StringProperty(MqttPropertyType.CONTENT_TYPE.value(), contentType));
        }
        return send(MqttMessageBuilders.publish()
                .topicName(topic)
                .messageId(id)
                .qos(qos)
                .properties(properties)
                .payload(Unpooled.wrappedBuffer(payload))
                .build());
    }

    MqttSubAckMessage subscribe(String... filters) throws IOException {
        MqttMessageBuilders.SubscribeBuilder subscribe =
                MqttMessageBuilders.subscribe().messageId(1);
        for (String filter : filters) {
            subscribe.addSubscription(MqttQoS.AT_LEAST_ONCE, filter);
        }
        send(subscribe.build());
        MqttMessage answer = next();
        assertThat(answer).isInstanceOf(MqttSubAckMessage.class);
        return (MqttSubAckMessage) answer;
    }

    RawClient reply(MqttMessageType type, int id) throws IOException {
        MqttQoS qos = type == MqttMessageType.PUBREL ? MqttQoS.AT_LEAST_ONCE : MqttQoS.AT_MOST_ONCE;
        return send(MqttMessageFactory.newMessage(
                new MqttFixedHeader(type, false, qos, false, 0),
                new MqttPubReplyMessageVariableHeader(id, (byte) 0, MqttProperties.NO_PROPERTIES),
                null));
    }

    RawClient send(MqttMessage message) throws IOException {
        EmbeddedChannel writer = version5 && codec.isActive() ? codec : encoder;
        writer.writeOutbound(message);
        for (ByteBuf bytes = writer.readOutbound(); bytes != null; bytes = writer.readOutbound()) {
            if (message.fixedHeader().messageType() == MqttMessageType.CONNECT) {
                // So that our codec knows the version, as the server's does.
                EmbeddedChannel own = new EmbeddedChannel(new MqttDecoder());
                own.writeInbound(bytes.retainedDuplicate());
                own.close();
                codec.writeInbound(bytes.retainedDuplicate());
                codec.readInbound();
            }
            socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
            bytes.release();
        }
        socket.getOutputStream().flush();
        return this;
    }

    RawClient sendBytes(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next packet; fails after some seconds, or if the connection is closed. */
    MqttMessage next() throws IOException {
        byte[] bytes = new byte[65_536];
        while (received.isEmpty()) {
            int count = socket.getInputStream().read(bytes);
            if (count < 0) {
                throw new IOException("closed by the server");
            }
            codec.writeInbound(Unpooled.copiedBuffer(bytes, 0, count));
            for (MqttMessage message = codec.readInbound(); message != null; message = codec.readInbound()) {
                received.add(message);
            }
        }
        return received.remove();
    }

    /** The id and the code of the next packet, as in {@code PUBACK 7 0x0}. */
    String nextReply() throws IOException {
        MqttMessage message = next();
        int code = 0;
        String id = "";
        if (message.variableHeader() instanceof MqttPubReplyMessageVariableHeader reply) {
            code = reply.reasonCode() & 0xFF;
        }
        if (message.variableHeader() instanceof MqttMessageIdVariableHeader header) {
            id = " " + header.messageId();
        }
        if (message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader reason) {
            code = reason.reasonCode() & 0xFF;
        }
        return message.fixedHeader().messageType() + id + " 0x" + Integer.toHexString(code);
    }

    /** Whether the server closes without another packet. */
    boolean isClosedByServer() throws IOException {
        try {
            return received.isEmpty() && socket.getInputStream().read() < 0;
        } catch (java.net.SocketException _) {
            return true;
        }
    }

    /** Whether there is nothing to read for a moment. */
    boolean hearsNothing() throws IOException {
        socket.setSoTimeout(300);
        try {
            next();
            return false;
        } catch (java.net.SocketTimeoutException _) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Cut off, without a goodbye. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
