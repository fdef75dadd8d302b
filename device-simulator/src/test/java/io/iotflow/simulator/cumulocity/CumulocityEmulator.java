package io.iotflow.simulator.cumulocity;

import io.iotflow.simulator.cumulocity.EmulatedTenant.ManagedObject;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Cumulocity's Core MQTT, strict, with faults on demand. Everything on one event loop. */
public final class CumulocityEmulator {

    public static final String USER = "t0815/device";
    public static final String BOOTSTRAP_USER = "management/devicebootstrap";
    public static final String PASSWORD = "secret";

    final EmulatedTenant tenant = new EmulatedTenant();
    /** Every packet that matters: {@code > } from a device, {@code < } to it. */
    public final List<String> exchanged = new CopyOnWriteArrayList<>();

    final Map<String, Connection> connections = new HashMap<>();
    int takeovers;
    int refusedSubscriptions;
    int connects;
    boolean acceptBootstrap;
    /** With TLS, when they say so; from the next {@link #listen()} on. */
    public NetServerOptions options = new NetServerOptions();
    /** How long an acknowledgement takes, in milliseconds of real time. */
    int slowMillis;
    /** How many messages a client may send in a second; one more ends its connection. */
    int mostPerSecond = Integer.MAX_VALUE;

    private final Vertx vertx;
    private final Supplier<Instant> clock;
    private NetServer server;
    private int port;

    CumulocityEmulator(Vertx vertx, Supplier<Instant> clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.server = vertx.createNetServer();
    }

    public Future<Integer> listen() {
        server = vertx.createNetServer(options).connectHandler(this::accept);
        return server.listen(port, "127.0.0.1").map(open -> port = open.actualPort());
    }

    public Future<Void> kill() {
        List.copyOf(connections.values()).forEach(connection -> connection.socket.close());
        return server.close();
    }

    /** Breaks one connection, as a network does. */
    void drop(String serial) {
        Connection connection = connections.get(serial);
        if (connection != null) {
            connection.socket.close();
        }
    }

    /** Ends a session as the platform does: with a second CONNACK that refuses. */
    void refuse(String serial) {
        Connection connection = connections.get(serial);
        if (connection != null) {
            connection.refuseNow();
        }
    }

    void order(String serial, String template, String argument) {
        EmulatedTenant.Operation operation = new EmulatedTenant.Operation(template, argument);
        tenant.create(serial).operations.add(operation);
        Connection connection = connections.get(serial);
        if (connection != null && connection.filters.contains("s/ds")) {
            connection.send("s/ds", operation.row(serial));
        }
    }

    private void accept(NetSocket plain) {
        NetSocketInternal socket = (NetSocketInternal) plain;
        ChannelPipeline pipeline = socket.channelHandlerContext().pipeline();
        pipeline.addBefore("handler", "mqttEncoder", MqttEncoder.INSTANCE);
        pipeline.addBefore("handler", "mqttDecoder", new MqttDecoder(PacketSize.LARGEST));
        Connection connection = new Connection(socket);
        socket.messageHandler(packet -> connection.received((MqttMessage) packet));
        socket.closeHandler(_ -> connections.remove(connection.serial, connection));
    }

    /** One client. */
    final class Connection {

        private final NetSocketInternal socket;
        private final Set<String> filters = new HashSet<>();
        private String serial = "";
        private boolean bootstrap;
        private final Map<Integer, Runnable> released = new HashMap<>();
        private final EmulatedPace pace = new EmulatedPace();

        Connection(NetSocketInternal socket) {
            this.socket = socket;
        }

        private void refuseNow() {
            socket.writeMessage(MqttMessageBuilders.connAck()
                    .returnCode(MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE)
                    .build());
        }

        private void received(MqttMessage message) {
            if (message.decoderResult().isFailure() || serial.isEmpty() != (message instanceof MqttConnectMessage)) {
                socket.close();
                return;
            }
            switch (message.fixedHeader().messageType()) {
                case CONNECT -> connect((MqttConnectMessage) message);
                case SUBSCRIBE -> subscribe((MqttSubscribeMessage) message);
                case PUBLISH -> publish((MqttPublishMessage) message);
                case PUBREL -> release((MqttMessageIdVariableHeader) message.variableHeader());
                case PINGREQ -> socket.writeMessage(MqttMessage.PINGRESP);
                case DISCONNECT -> socket.close();
                default -> {}
            }
        }

        private void connect(MqttConnectMessage message) {
            String user = String.valueOf(message.payload().userName());
            MqttConnectReturnCode code = EmulatedLogin.judge(message, socket);
            connects++;
            socket.writeMessage(MqttMessageBuilders.connAck().returnCode(code).build());
            if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
                socket.close();
                return;
            }
            bootstrap = user.equals(BOOTSTRAP_USER);
            serial = message.payload().clientIdentifier().replaceFirst("^d:", "");
            exchanged.add("> CONNECT " + serial + " as " + user);
            Connection before = connections.put(serial, this);
            if (before != null) {
                takeovers++;
                before.socket.close();
            }
        }

        private void subscribe(MqttSubscribeMessage message) {
            String filter = message.payload().topicSubscriptions().getFirst().topicFilter();
            boolean granted = bootstrap
                    ? filter.equals("s/dcr")
                    : filter.equals("s/e")
                            || filter.equals("s/ds") && tenant.find(serial).isPresent();
            if (granted && refusedSubscriptions > 0) {
                refusedSubscriptions--;
                granted = false;
            }
            exchanged.add("> SUBSCRIBE " + filter + (granted ? "" : " (refused, 0x80)"));
            socket.writeMessage(MqttMessageBuilders.subAck()
                    .packetId(message.variableHeader().messageId())
                    .addGrantedQos(granted ? MqttQoS.AT_LEAST_ONCE : MqttQoS.FAILURE)
                    .build());
            if (granted) {
                filters.add(filter);
                deliverPending();
            }
        }

        private void publish(MqttPublishMessage message) {
            String topic = message.variableHeader().topicName();
            String payload = message.payload().toString(StandardCharsets.UTF_8);
            int packetId = message.variableHeader().packetId();
            MqttQoS qos = message.fixedHeader().qosLevel();
            message.release();
            if (topic.contains("#") || topic.contains("+") || pace.isAbove(mostPerSecond, clock.get())) {
                socket.close();
                return;
            }
            if (qos == MqttQoS.EXACTLY_ONCE) {
                released.put(packetId, () -> accept(topic, payload));
                answer(MqttMessageType.PUBREC, packetId);
                return;
            }
            accept(topic, payload);
            if (qos == MqttQoS.AT_LEAST_ONCE) {
                answer(MqttMessageType.PUBACK, packetId);
            }
        }

        private void accept(String topic, String payload) {
            exchanged.add("> " + topic + " " + payload.replace("\n", "\\n"));
            apply(topic, payload);
        }

        /** What came with QoS 2 counts now, and once. */
        private void release(MqttMessageIdVariableHeader header) {
            Runnable effect = released.remove(header.messageId());
            if (effect != null) {
                effect.run();
            }
            answer(MqttMessageType.PUBCOMP, header.messageId());
        }

        private void answer(MqttMessageType type, int packetId) {
            MqttMessage answer = new MqttMessage(
                    new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 2),
                    MqttMessageIdVariableHeader.from(packetId));
            if (slowMillis == 0) {
                socket.writeMessage(answer);
            } else {
                vertx.setTimer(slowMillis, _ -> socket.writeMessage(answer));
            }
        }

        private void apply(String topic, String payload) {
            if (bootstrap) {
                bootstrap(topic, payload);
            } else if (topic.equals(CumulocityDevice.UP)) {
                for (List<String> row : SmartRest.parse(payload)) {
                    tenant.apply(serial, row).ifPresent(error -> send("s/e", error));
                    if (row.getFirst().equals("500")) {
                        deliverPending();
                    }
                }
            } else if (topic.equals(ElectricMeasurement.TOPIC)) {
                ManagedObject device = tenant.create(serial);
                device.measurements.add(new JsonObject(payload));
            }
        }

        private void bootstrap(String topic, String payload) {
            if (!topic.equals("s/ucr") || !payload.isEmpty()) {
                socket.close();
            } else if (acceptBootstrap) {
                send("s/dcr", "70," + USER.replace('/', ',') + "," + PASSWORD);
            }
        }

        private void deliverPending() {
            tenant.find(serial).stream()
                    .flatMap(device -> device.operations.stream())
                    .filter(operation -> operation.status.equals("PENDING"))
                    .forEach(operation -> send("s/ds", operation.row(serial)));
        }

        private void send(String topic, String payload) {
            exchanged.add("< " + topic + " " + payload.replace("\n", "\\n"));
            if (filters.contains(topic)) {
                socket.writeMessage(MqttMessageBuilders.publish()
                        .topicName(topic)
                        .qos(MqttQoS.AT_MOST_ONCE)
                        .payload(Unpooled.wrappedBuffer(Buffer.buffer(payload).getBytes()))
                        .build());
            }
        }
    }
}
