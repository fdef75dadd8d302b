package io.iotflow.ingest.mqtt.connection;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.security.cert.Certificate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * One client's connection. The socket can be left unread for a while: what was read before that waits here, at most one
 * read of the socket. Everything happens on its event loop.
 */
public final class MqttConnection {

    private enum State {
        SILENT,
        ASKED,
        OPEN,
        CLOSED
    }

    private static final String CLOSED_WITHOUT_REASON = "";

    private final NetSocketInternal socket;
    private final LoopTasks tasks;
    private final Channel channel;
    private final PacketWriter writer;
    private final PacketReader reader;
    private final Queue<Object> unread = new ArrayDeque<>(0);
    private ClientPackets client = NobodyYet.INSTANCE;
    private State state = State.SILENT;
    private boolean paused;
    private boolean orderly;
    private boolean version5;
    private boolean tellsReasons = true;
    private int largestPacket = Integer.MAX_VALUE;
    private long silentNanos;
    private long heardAt = System.nanoTime();
    private long aliveAt = heardAt;

    MqttConnection(NetSocketInternal socket, LoopTasks tasks, PacketReader reader, int connectTimeoutSeconds) {
        this.socket = socket;
        this.tasks = tasks;
        this.channel = socket.channelHandlerContext().channel();
        this.writer = new PacketWriter(socket.channelHandlerContext());
        this.reader = reader;
        this.silentNanos = TimeUnit.SECONDS.toNanos(connectTimeoutSeconds);
    }

    /** Whether the client is let in and still there. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether the client is gone. */
    public boolean isClosed() {
        return state == State.CLOSED;
    }

    public boolean isVersion5() {
        return version5;
    }

    /** The event loop to which it belongs. */
    public Context loop() {
        return tasks.loop();
    }

    /** Runs something on the event loop, now or soon and in order. Any thread. */
    public void execute(Runnable task) {
        tasks.execute(task);
    }

    /** The certificates that the client has shown, its own first; trusted, or they would not be here. */
    public List<Certificate> certificates() {
        if (!socket.isSsl()) {
            return List.of();
        }
        try {
            return List.of(socket.sslSession().getPeerCertificates());
        } catch (SSLPeerUnverifiedException _) {
            return List.of();
        }
    }

    /** Lets the client in. What it sent in the meantime is heard at once. */
    public void accept(ClientPackets session, MqttProperties terms) {
        if (state != State.ASKED) {
            session.ended(false);
            return;
        }
        client = session;
        state = State.OPEN;
        writer.connectAcknowledge(MqttConnectReturnCode.CONNECTION_ACCEPTED, terms);
        resume();
    }

    /** Doesn't let the client in. */
    public void reject(MqttConnectReturnCode code, MqttProperties properties) {
        if (state != State.CLOSED) {
            writer.connectAcknowledge(code, version5 ? properties : MqttProperties.NO_PROPERTIES);
            close();
        }
    }

    /** Stops reading the socket. */
    public void pause() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    /** Hears what has waited, then reads the socket again. */
    public void resume() {
        paused = false;
        heardAt = System.nanoTime();
        while (!paused && state == State.OPEN && !unread.isEmpty()) {
            reader.read(this, client, unread.remove());
        }
        if (!paused && state == State.OPEN) {
            channel.config().setAutoRead(true);
        }
    }

    public boolean isPaused() {
        return paused;
    }

    /** PUBACK; the code and the reason reach MQTT 5 clients only. */
    public void publishAcknowledge(int messageId, MqttPubAckReasonCode code, String reason) {
        reply(MqttMessageType.PUBACK, messageId, code.value(), reason);
    }

    /** PUBREC, in the same manner. The codes are those of PUBACK (MQTT 5, 3.5.2.1). */
    public void publishReceived(int messageId, MqttPubAckReasonCode code, String reason) {
        reply(MqttMessageType.PUBREC, messageId, code.value(), reason);
    }

    void publishComplete(int messageId) {
        reply(MqttMessageType.PUBCOMP, messageId, MqttPubAckReasonCode.SUCCESS.value(), CLOSED_WITHOUT_REASON);
    }

    /** SUBACK: a granted QoS or a reason code for each filter; to MQTT 3.1.1 clients 0x80 for every refusal. */
    public void subscribeAcknowledge(int messageId, int... codes) {
        if (state == State.OPEN) {
            writer.subscribeAcknowledge(messageId, codes);
        }
    }

    /** UNSUBACK: a reason code for each filter. */
    public void unsubscribeAcknowledge(int messageId, short... codes) {
        if (state == State.OPEN) {
            writer.unsubscribeAcknowledge(messageId, codes);
        }
    }

    /**
     * PUBLISH to the client.
     *
     * @return whether it was sent: not to a client that doesn't read, nor more than it takes
     */
    public boolean publish(String topic, byte[] payload, MqttQoS qos, int messageId) {
        if (state != State.OPEN || !channel.isWritable() || payload.length + topic.length() + 16 > largestPacket) {
            return false;
        }
        writer.publish(topic, payload, qos, messageId);
        return true;
    }

    void pong() {
        writer.pong();
    }

    /** Closes; an MQTT 5 client is told why. */
    public void disconnect(MqttDisconnectReasonCode code, MqttProperties properties) {
        if (state == State.OPEN && version5) {
            writer.disconnect(code.value(), properties);
        }
        close();
    }

    /** Closes without a word. */
    public void close() {
        if (state != State.CLOSED) {
            writer.flush();
            socket.close();
            closed();
        }
    }

    void received(Object packet) {
        if (state == State.CLOSED) {
            ReferenceCountUtil.release(packet);
        } else if (paused) {
            unread.add(packet);
        } else {
            heardAt = System.nanoTime();
            reader.read(this, client, packet);
        }
    }

    /** CONNECT; not read further until the answer is known. */
    ConnectRequest asked(MqttConnectMessage message) {
        ConnectRequest request = ConnectRequest.of(message);
        state = State.ASKED;
        version5 = request.isVersion5();
        tellsReasons = MqttVersions.number(request.properties(), MqttPropertyType.REQUEST_PROBLEM_INFORMATION, 1) == 1;
        int packets = MqttVersions.number(request.properties(), MqttPropertyType.MAXIMUM_PACKET_SIZE, 0);
        largestPacket = packets > 0 ? packets : Integer.MAX_VALUE;
        silentNanos = TimeUnit.MILLISECONDS.toNanos(request.keepAliveSeconds() * 1500L);
        pause();
        return request;
    }

    boolean isSilent() {
        return state == State.SILENT;
    }

    /** DISCONNECT: goodbye. */
    void goodbye(boolean willIsVoid) {
        orderly = willIsVoid;
        close();
    }

    /**
     * Closes if the client was silent for one and a half times its keep-alive (MQTT 5, 3.1.2.10), or before CONNECT for
     * too long. A client that is not read can't be heard, so that it is not counted against it.
     */
    void checkSilence(long now, long aliveEveryNanos) {
        if (state == State.SILENT && now - heardAt > silentNanos) {
            close();
        } else if (state == State.OPEN && !paused) {
            if (silentNanos > 0 && now - heardAt > silentNanos) {
                disconnect(MqttDisconnectReasonCode.KEEP_ALIVE_TIMEOUT, MqttProperties.NO_PROPERTIES);
            } else if (now - Math.max(heardAt, aliveAt) > aliveEveryNanos) {
                aliveAt = now;
                client.alive();
            }
        }
    }

    /** The socket is gone. */
    void closed() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        unread.forEach(ReferenceCountUtil::release);
        unread.clear();
        client.ended(orderly);
        client = NobodyYet.INSTANCE;
    }

    private void reply(MqttMessageType type, int messageId, byte code, String reason) {
        if (state == State.OPEN) {
            boolean told = version5 && tellsReasons && !reason.isEmpty();
            writer.reply(type, messageId, code, told ? MqttVersions.reason(reason) : MqttProperties.NO_PROPERTIES);
        }
    }
}
