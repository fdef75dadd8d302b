package io.iotflow.ingest.mqtt.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.MessageToMessageEncoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections of one event loop. Speaks MQTT on plain sockets, TLS or not, and in WebSocket frames (MQTT 5, 6). One
 * watch over all of them takes the place of a timer for each.
 */
public final class MqttConnections {

    /** Topic, properties and header besides the payload, in bytes. */
    private static final int ENVELOPE = 1024;

    private static final int LARGEST_HANDSHAKE = 8192;
    private static final String LAST = "handler";

    /**
     * What the protocol allows here.
     *
     * @param aliveEveryNanos how often a silent client is said to be alive
     */
    public record Limits(int largestPayload, int longestClientId, int connectTimeoutSeconds, long aliveEveryNanos) {

        /** The largest packet, in bytes. */
        public int largestPacket() {
            return largestPayload + ENVELOPE;
        }
    }

    private final LoopTasks tasks;
    private final Limits limits;
    private final PacketReader reader;
    private final Set<MqttConnection> connections = new HashSet<>();

    public MqttConnections(Context loop, Limits limits, ConnectHandler login) {
        this.tasks = new LoopTasks(loop);
        this.limits = limits;
        this.reader = new PacketReader(login);
    }

    /** Takes a new socket. */
    public void connected(NetSocket socket) {
        begin((NetSocketInternal) socket);
    }

    /** Takes a new socket on which the client will first ask for a WebSocket at {@code /mqtt}. */
    public void connectedForWebSocket(NetSocket socket) {
        NetSocketInternal internal = (NetSocketInternal) socket;
        ChannelPipeline pipeline = internal.channelHandlerContext().pipeline();
        pipeline.addBefore(LAST, "http", new HttpServerCodec());
        pipeline.addBefore(LAST, "handshake", new HttpObjectAggregator(LARGEST_HANDSHAKE));
        pipeline.addBefore(LAST, "webSocket", new WebSocketServerProtocolHandler(webSocket()));
        pipeline.addBefore(LAST, "frames", new WebSocketFrameAggregator(limits.largestPacket()));
        pipeline.addBefore(LAST, "fromFrames", FromFrames.INSTANCE);
        pipeline.addBefore(LAST, "toFrames", ToFrames.INSTANCE);
        begin(internal);
    }

    /** Closes what is silent for too long. To be called about once a second. */
    public void checkSilence() {
        long now = System.nanoTime();
        for (MqttConnection connection : new ArrayList<>(connections)) {
            connection.checkSilence(now, limits.aliveEveryNanos());
        }
    }

    private void begin(NetSocketInternal socket) {
        ChannelPipeline pipeline = socket.channelHandlerContext().pipeline();
        pipeline.addBefore(LAST, "encoder", MqttEncoder.INSTANCE);
        pipeline.addBefore(LAST, "decoder", new MqttDecoder(limits.largestPacket(), limits.longestClientId()));
        MqttConnection connection = new MqttConnection(socket, tasks, reader, limits.connectTimeoutSeconds());
        connections.add(connection);
        socket.messageHandler(connection::received);
        socket.eventHandler(ReferenceCountUtil::release);
        socket.exceptionHandler(_ -> connection.close());
        socket.closeHandler(_ -> {
            connections.remove(connection);
            connection.closed();
        });
    }

    private WebSocketServerProtocolConfig webSocket() {
        return WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/mqtt")
                .subprotocols("mqtt, mqttv3.1")
                .maxFramePayloadLength(limits.largestPacket())
                .build();
    }

    /** The bytes in a client's frames. */
    @Sharable
    private static final class FromFrames extends MessageToMessageDecoder<BinaryWebSocketFrame> {

        private static final FromFrames INSTANCE = new FromFrames();

        @Override
        protected void decode(ChannelHandlerContext context, BinaryWebSocketFrame frame, List<Object> out) {
            out.add(frame.content().retain());
        }
    }

    /** Frames around our bytes. */
    @Sharable
    private static final class ToFrames extends MessageToMessageEncoder<ByteBuf> {

        private static final ToFrames INSTANCE = new ToFrames();

        @Override
        protected void encode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) {
            out.add(new BinaryWebSocketFrame(bytes.retain()));
        }
    }
}
