package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.mqtt.connection.ClientPackets;
import io.iotflow.ingest.mqtt.connection.MqttConnection;
import io.iotflow.ingest.mqtt.connection.MqttVersions;
import io.iotflow.ingest.mqtt.connection.Publication;
import io.iotflow.ingest.mqtt.delivery.DeviceStatusMessage;
import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import io.iotflow.ingest.mqtt.instruction.DeviceLine;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttUnsubAckReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One device's session, as long as its connection. Everything but {@link #end}, {@link #run} and {@link #drain} happens
 * on its event loop.
 */
final class DeviceSession implements ClientPackets, DeviceLine, Publications.Owner {

    /** What the session tells of itself. */
    interface Watcher {

        /** The device was heard, or said that it leaves. */
        void said(DeviceStatusMessage status);

        /**
         * The connection is gone.
         *
         * @param orderly the device said goodbye
         */
        void ended(boolean orderly);
    }

    private static final int FAILURE_OF_VERSION_3 = 0x80;
    private static final String ERRORS = "errors";
    private static final String CONFIGURATION = "config";
    private static final String COMMANDS = "commands/";
    private static final long SAID_FOR = TimeUnit.SECONDS.toNanos(1);

    private final MqttConnection connection;
    private final ConnectedDevice sender;
    private final SessionParts parts;
    private final Watcher watcher;
    private final Publications publications;
    private final DeviceSubscriptions subscriptions;
    private final Outbox outbox;
    private Optional<Runnable> draining = Optional.empty();
    /** When it was said that the device is here, or would have to be said again. */
    private long saidAt = System.nanoTime() - SAID_FOR;

    DeviceSession(
            MqttConnection connection,
            ConnectedDevice sender,
            int itsReceiveMaximum,
            SessionParts parts,
            Watcher watcher) {
        this.connection = connection;
        this.sender = sender;
        this.parts = parts;
        this.watcher = watcher;
        this.publications = new Publications(connection, sender, parts, this);
        this.subscriptions = new DeviceSubscriptions(sender.device());
        this.outbox = new Outbox(
                connection, Math.min(itsReceiveMaximum, parts.settings().mostOutgoing()));
    }

    /** The device is what it is now. Any thread. */
    void changed(DeviceIdentity current) {
        run(() -> publications.changed(current));
    }

    Credential credential() {
        return sender.credential();
    }

    @Override
    public DeviceId device() {
        return sender.device();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void run(Runnable task) {
        connection.execute(task);
    }

    /** Ends the session from any thread; an MQTT 5 client is told why. */
    @Override
    public void end(MqttDisconnectReasonCode code, String reason) {
        end(code, MqttVersions.reason(reason));
    }

    /** The same with properties. */
    void end(MqttDisconnectReasonCode code, MqttProperties properties) {
        run(() -> connection.disconnect(code, properties));
    }

    /** Hears nothing more, answers what it has heard, and ends. Any thread. */
    void drain(MqttDisconnectReasonCode code, MqttProperties properties) {
        run(() -> {
            publications.stop();
            draining = Optional.of(() -> end(code, properties));
            if (publications.isSettled()) {
                settled();
            }
        });
    }

    @Override
    public void settled() {
        draining.ifPresent(Runnable::run);
    }

    @Override
    public void published(Publication publication) {
        long now = System.nanoTime();
        if (now - saidAt >= SAID_FOR) {
            saidAt = now;
            watcher.said(DeviceStatusMessage.ONLINE);
        }
        publications.published(publication);
    }

    @Override
    public void released(int messageId) {
        publications.released(messageId);
    }

    @Override
    public void acknowledged(int messageId) {
        outbox.acknowledged(messageId);
    }

    @Override
    public void alive() {
        watcher.said(DeviceStatusMessage.ONLINE);
    }

    @Override
    public void said(DeviceStatusMessage status) {
        if (status == DeviceStatusMessage.OFFLINE) {
            saidAt = System.nanoTime() - SAID_FOR;
        }
        watcher.said(status);
    }

    @Override
    public void ended(boolean orderly) {
        publications.ended();
        parts.instructions().ended(this);
        if (!orderly) {
            parts.metrics().lost();
        }
        watcher.ended(orderly);
    }

    @Override
    public void subscribe(MqttSubscribeMessage message) {
        List<MqttTopicSubscription> filters = message.payload().topicSubscriptions();
        int[] codes = filters.stream().mapToInt(this::subscribe).toArray();
        connection.subscribeAcknowledge(message.variableHeader().messageId(), codes);
        boolean commands =
                filters.stream().anyMatch(filter -> filter.topicFilter().contains(COMMANDS));
        if (commands) {
            parts.instructions().listensToCommands(this);
        }
        if (filters.stream().anyMatch(filter -> filter.topicFilter().endsWith(CONFIGURATION))) {
            parts.instructions().listensToConfiguration(this);
        }
    }

    private int subscribe(MqttTopicSubscription filter) {
        MqttSubAckReasonCode code = subscriptions.subscribe(filter.topicFilter(), filter.qualityOfService());
        if (!code.isError()) {
            return code.value() & 0xFF;
        }
        String reason = "A device listens to commands/#, config and errors below its own prefix.";
        parts.notes().note(Optional.of(device()), "forbidden_subscription", reason, filter.topicFilter());
        complain(filter.topicFilter(), new Complaint("forbidden_subscription", reason));
        return connection.isVersion5() ? code.value() & 0xFF : FAILURE_OF_VERSION_3;
    }

    @Override
    public void unsubscribe(MqttUnsubscribeMessage message) {
        List<String> filters = message.payload().topics();
        short[] codes = new short[filters.size()];
        for (int i = 0; i < codes.length; i++) {
            MqttUnsubAckReasonCode code = subscriptions.unsubscribe(filters.get(i))
                    ? MqttUnsubAckReasonCode.SUCCESS
                    : MqttUnsubAckReasonCode.NO_SUBSCRIPTION_EXISTED;
            codes[i] = (short) (code.value() & 0xFF);
        }
        connection.unsubscribeAcknowledge(message.variableHeader().messageId(), codes);
    }

    @Override
    public boolean listensTo(String path) {
        return subscriptions.qos(path).isPresent();
    }

    @Override
    public boolean send(String path, byte[] payload, Runnable acknowledged) {
        return send(path, payload, MqttQoS.AT_LEAST_ONCE, acknowledged);
    }

    /** Sends a message that nobody asks after, if the device listens. */
    void send(String path, byte[] payload, MqttQoS qos) {
        if (!send(path, payload, qos, () -> {}) && listensTo(path)) {
            parts.metrics().undelivered();
        }
    }

    private boolean send(String path, byte[] payload, MqttQoS most, Runnable acknowledged) {
        Optional<MqttQoS> granted = subscriptions.qos(path);
        if (granted.isEmpty()) {
            return false;
        }
        MqttQoS qos = granted.get().value() < most.value() ? granted.get() : most;
        return outbox.send(new DeviceTopic(device(), path), payload, qos, acknowledged);
    }

    @Override
    public void complain(String topic, Complaint complaint) {
        if (!listensTo(ERRORS)) {
            return;
        }
        send(ERRORS, complaint.told(topic, parts.clock().instant()), MqttQoS.AT_MOST_ONCE);
    }
}
