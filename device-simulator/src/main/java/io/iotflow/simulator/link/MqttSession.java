package io.iotflow.simulator.link;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One MQTT 3.1.1 connection, from CONNECT to its end. Unlike a general client it takes a second CONNACK that refuses as the
 * end of the connection, and shows each refused subscription. All calls and callbacks on one event loop.
 */
public final class MqttSession {

    private static final int LARGEST_MESSAGE = 256 * 1024;
    private static final int MOST_PACKET_IDS = 0xffff;
    private static final int REFUSED = 0x80;
    private static final long CONNACK_PATIENCE_MILLIS = 10_000;

    private final Vertx vertx;
    private final NetSocketInternal socket;
    private final Promise<MqttSession> accepted = Promise.promise();
    private final Map<Integer, Promise<Void>> waiting = new HashMap<>();
    private BiConsumer<String, String> onMessage = (_, _) -> {};
    private Consumer<String> onEnd = _ -> {};
    private String endReason = "the connection was lost";
    private int lastPacketId;
    private boolean ended;
    private boolean pingUnanswered;

    private MqttSession(Vertx vertx, NetSocketInternal socket) {
        this.vertx = vertx;
        this.socket = socket;
    }

    /** Connects; fails with {@link MqttRefusedException} when the broker refuses. */
    public static Future<MqttSession> connect(Vertx vertx, NetClient client, MqttLogin login) {
        return client.connect(login.port(), login.host()).compose(socket -> open(vertx, socket, login));
    }

    private static Future<MqttSession> open(Vertx vertx, NetSocket plain, MqttLogin login) {
        NetSocketInternal socket = (NetSocketInternal) plain;
        ChannelPipeline pipeline = socket.channelHandlerContext().pipeline();
        pipeline.addBefore("handler", "mqttEncoder", MqttEncoder.INSTANCE);
        pipeline.addBefore("handler", "mqttDecoder", new MqttDecoder(LARGEST_MESSAGE));
        MqttSession session = new MqttSession(vertx, socket);
        socket.messageHandler(session::received);
        socket.exceptionHandler(failure -> session.endReason = String.valueOf(failure.getMessage()));
        long patience = vertx.setTimer(CONNACK_PATIENCE_MILLIS, _ -> session.giveUp("the broker sent no CONNACK"));
        socket.writeMessage(connect(login));
        session.keepAlive(login.keepAlive());
        return session.accepted.future().onComplete(_ -> vertx.cancelTimer(patience));
    }

    private static MqttMessage connect(MqttLogin login) {
        MqttMessageBuilders.ConnectBuilder connect = MqttMessageBuilders.connect()
                .clientId(login.clientId())
                .cleanSession(true)
                .keepAlive(login.keepAlive());
        login.credentials()
                .ifPresent(credentials -> connect.hasUser(true)
                        .hasPassword(true)
                        .username(credentials.user())
                        .password(credentials.password().getBytes(StandardCharsets.UTF_8)));
        login.will()
                .ifPresent(will -> connect.willFlag(true)
                        .willQoS(MqttQoS.AT_LEAST_ONCE)
                        .willTopic(will.topic())
                        .willMessage(will.payload().getBytes()));
        return connect.build();
    }

    /** Who hears of messages (topic, payload), and once, with the reason, of the end. */
    public void listen(BiConsumer<String, String> messages, Consumer<String> end) {
        onMessage = messages;
        onEnd = end;
    }

    /** Publishes; completes at once with QoS 0, else when the broker has confirmed. */
    public Future<Void> publish(String topic, Buffer payload, int qos) {
        int packetId = qos == 0 ? 0 : nextPacketId();
        MqttMessage publish = MqttMessageBuilders.publish()
                .topicName(topic)
                .payload(Unpooled.wrappedBuffer(payload.getBytes()))
                .qos(MqttQoS.valueOf(qos))
                .messageId(packetId)
                .build();
        return qos == 0 && !ended ? socket.writeMessage(publish) : send(packetId, publish);
    }

    /** Subscribes to one filter; fails with {@link MqttRefusedException} when the broker refuses it. */
    public Future<Void> subscribe(String filter) {
        int packetId = nextPacketId();
        return send(
                packetId,
                MqttMessageBuilders.subscribe()
                        .addSubscription(MqttQoS.AT_LEAST_ONCE, filter)
                        .messageId(packetId)
                        .build());
    }

    /** Says goodbye, so that no will is published. */
    public Future<Void> disconnect() {
        endReason = "disconnected by the user";
        return socket.writeMessage(MqttMessage.DISCONNECT).eventually(() -> socket.close());
    }

    private Future<Void> send(int packetId, MqttMessage message) {
        if (ended) {
            return Future.failedFuture(new MqttRefusedException(endReason, -1));
        }
        Promise<Void> confirmed = Promise.promise();
        waiting.put(packetId, confirmed);
        socket.writeMessage(message);
        return confirmed.future();
    }

    private int nextPacketId() {
        do {
            lastPacketId = lastPacketId % MOST_PACKET_IDS + 1;
        } while (waiting.containsKey(lastPacketId));
        return lastPacketId;
    }

    private void keepAlive(int seconds) {
        long timer = vertx.setPeriodic(seconds * 1000L, _ -> {
            if (pingUnanswered) {
                giveUp("the broker does not answer");
            } else {
                pingUnanswered = true;
                socket.writeMessage(MqttMessage.PINGREQ);
            }
        });
        socket.closeHandler(_ -> {
            vertx.cancelTimer(timer);
            end();
        });
    }

    private void received(Object packet) {
        pingUnanswered = false;
        MqttMessage message = (MqttMessage) packet;
        if (message.decoderResult().isFailure()) {
            giveUp("the broker sent a malformed packet");
            return;
        }
        switch (message.fixedHeader().messageType()) {
            case CONNACK -> connAck((MqttConnAckMessage) message);
            case PUBLISH -> published((MqttPublishMessage) message);
            case SUBACK -> subAck((MqttSubAckMessage) message);
            case PUBREC -> socket.writeMessage(answer(MqttMessageType.PUBREL, packetId(message), 1));
            case PUBREL -> socket.writeMessage(answer(MqttMessageType.PUBCOMP, packetId(message), 0));
            case PUBACK, PUBCOMP -> confirm(packetId(message));
            case PINGRESP -> pingUnanswered = false;
            case CONNECT, SUBSCRIBE, UNSUBSCRIBE, UNSUBACK, PINGREQ, DISCONNECT, AUTH ->
                giveUp("the broker sent a packet that only clients send");
        }
    }

    private void connAck(MqttConnAckMessage message) {
        int code = message.variableHeader().connectReturnCode().byteValue();
        if (code == 0) {
            accepted.tryComplete(this);
            return;
        }
        endReason = ConnectCode.explain(code);
        accepted.tryFail(new MqttRefusedException(endReason, code));
        socket.close();
    }

    private void published(MqttPublishMessage message) {
        String topic = message.variableHeader().topicName();
        String payload = message.payload().toString(StandardCharsets.UTF_8);
        int packetId = message.variableHeader().packetId();
        MqttQoS qos = message.fixedHeader().qosLevel();
        message.release();
        if (qos == MqttQoS.AT_LEAST_ONCE) {
            socket.writeMessage(answer(MqttMessageType.PUBACK, packetId, 0));
        } else if (qos == MqttQoS.EXACTLY_ONCE) {
            socket.writeMessage(answer(MqttMessageType.PUBREC, packetId, 0));
        }
        onMessage.accept(topic, payload);
    }

    private void subAck(MqttSubAckMessage message) {
        Promise<Void> asked = waiting.remove(message.variableHeader().messageId());
        if (asked != null && message.payload().grantedQoSLevels().getFirst() == REFUSED) {
            asked.fail(new MqttRefusedException("the broker refused the subscription", REFUSED));
        } else if (asked != null) {
            asked.complete();
        }
    }

    private void confirm(int packetId) {
        Promise<Void> sent = waiting.remove(packetId);
        if (sent != null) {
            sent.complete();
        }
    }

    private void giveUp(String reason) {
        endReason = reason;
        socket.close();
    }

    private void end() {
        if (!ended) {
            ended = true;
            MqttRefusedException lost = new MqttRefusedException(endReason, -1);
            accepted.tryFail(lost);
            waiting.values().forEach(promise -> promise.tryFail(lost));
            waiting.clear();
            onEnd.accept(endReason);
        }
    }

    private static int packetId(MqttMessage message) {
        return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
    }

    private static MqttMessage answer(MqttMessageType type, int packetId, int qos) {
        return new MqttMessage(
                new MqttFixedHeader(type, false, MqttQoS.valueOf(qos), false, 2),
                MqttMessageIdVariableHeader.from(packetId));
    }
}
