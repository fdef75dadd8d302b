package io.iotflow.ingest.mqtt.broker;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.mqtt.session.ConstantReconnectDelayOptions;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSession;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSessionOptions;
import io.smallrye.reactive.messaging.mqtt.session.RequestedQoS;
import io.smallrye.reactive.messaging.mqtt.session.SessionEvent;
import io.smallrye.reactive.messaging.mqtt.session.SessionState;
import io.smallrye.reactive.messaging.mqtt.session.SubscriptionEvent;
import io.smallrye.reactive.messaging.mqtt.session.SubscriptionState;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.messages.MqttPublishMessage;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The persistent session of this replica at the broker, over as many connections as it takes. What is received is
 * acknowledged by hand. Everything happens on one event loop, {@link #loop}; other threads may ask and publish.
 */
@Singleton
final class BrokerSession {

    private static final Logger LOG = Logger.getLogger(BrokerSession.class);

    /** Below every device's prefix; {@code telemetry/#} also matches {@code telemetry} (MQTT 3.1.1, 4.7.1.2). */
    private static final List<String> PATHS =
            List.of("telemetry/#", "events/#", "status/#", "heartbeat", "commands/+/response");

    /** Takes what the broker delivers. */
    interface Receiver {

        /**
         * A message came.
         *
         * @param connection the number of the one on which it came, and on which alone it can be acknowledged
         */
        void received(MqttPublishMessage message, int connection);
    }

    private final BrokerSettings settings;
    private final BrokerMetrics metrics;
    private final Vertx vertx;
    private final Context loop;
    private final MqttClientSessionOptions options;
    private final List<String> filters;
    private final Set<String> subscribed = ConcurrentHashMap.newKeySet();
    private final Map<Integer, UniEmitter<? super Void>> publishing = new HashMap<>();
    private volatile boolean connected;
    private Receiver receiver = (_, _) -> {};
    private MqttClientSession session;
    private boolean open;
    private boolean comesBackWhenConnected;
    private int connection;

    BrokerSession(Vertx vertx, BrokerSettings settings, BrokerMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.options = options(settings);
        this.session = MqttClientSession.create(vertx, options);
        this.filters = PATHS.stream()
                .map(path -> "$share/" + settings.group() + "/iotflow/devices/+/" + path)
                .toList();
    }

    Context loop() {
        return loop;
    }

    /** Whether the broker sends us what devices send it. */
    boolean isSubscribed() {
        return connected && subscribed.containsAll(filters);
    }

    /**
     * Connects, now or when the broker is there, and stays connected.
     *
     * @param receiver called on the loop
     */
    void open(Receiver receiver) {
        loop.runOnContext(_ -> {
            this.receiver = receiver;
            open = true;
            connect();
        });
    }

    /**
     * Each connection is a session object of its own: only its first SUBSCRIBE is sent for certain. After a reconnect it
     * trusts a broker that still knows the session to know the subscriptions too, and nothing came from a mosquitto that had been killed.
     */
    private void connect() {
        if (!open) {
            return;
        }
        MqttClientSession fresh = MqttClientSession.create(vertx, options);
        // A persistent session's messages come right behind CONNACK, before we are told of the connection.
        int number = ++connection;
        fresh.messageHandler(message -> receiver.received(message, number));
        fresh.sessionStateHandler(event -> changed(fresh, event));
        fresh.subscriptionStateHandler(this::subscription);
        fresh.publishCompletionHandler(id -> published(id, true));
        fresh.publishCompletionExpirationHandler(id -> published(id, false));
        session = fresh;
        fresh.start();
    }

    /** Leaves; the broker keeps the session and what comes for it. */
    void close() {
        loop.runOnContext(_ -> {
            open = false;
            session.stop();
        });
    }

    /**
     * Leaves and comes back, so that the broker sends again what was left to it. Called on the loop. A session that is told to
     * stop while it connects keeps its connection; so one whose messages came before the news of the connection waits for it.
     * And it waits a moment more: a socket that closes with something unread resets the connection, and the broker would
     * lose the acknowledgements that it has not read yet.
     */
    void reconnect() {
        if (!connected) {
            comesBackWhenConnected = true;
            return;
        }
        int left = connection;
        vertx.setTimer(Math.max(1, settings.reconnectAfter().toMillis()), _ -> {
            if (left == connection && connected) {
                session.stop();
            }
        });
    }

    /**
     * Acknowledges a message, if its connection is still the one that lasts. Called on the loop.
     *
     * @return whether it was
     */
    boolean acknowledge(MqttPublishMessage message, int itsConnection) {
        if (itsConnection != connection) {
            return false;
        }
        try {
            message.ack();
            return true;
        } catch (RuntimeException closing) {
            // The socket is gone, and the session is about to be told; the broker sends the message again.
            LOG.debugf("An acknowledgement came too late: %s", closing.getMessage());
            return false;
        }
    }

    /** Publishes; at QoS 1, the answer is the broker's PUBACK. Any thread. */
    Uni<Void> publish(String topic, Buffer payload, int qos) {
        return Uni.createFrom()
                .<Void>emitter(answer -> loop.runOnContext(_ -> send(topic, payload, qos, answer)))
                .ifNoItem()
                .after(settings.publishTimeout())
                .failWith(() -> new BrokerUnavailableException("The broker did not acknowledge in time."));
    }

    private void send(String topic, Buffer payload, int qos, UniEmitter<? super Void> answer) {
        if (!connected || publishing.size() >= settings.mostPublishing()) {
            answer.fail(new BrokerUnavailableException("The broker takes nothing now."));
            return;
        }
        session.publish(topic, payload, MqttQoS.valueOf(qos), false, false).onComplete(sent -> sent(sent, qos, answer));
    }

    private void sent(AsyncResult<Integer> sent, int qos, UniEmitter<? super Void> answer) {
        if (sent.failed()) {
            answer.fail(new BrokerUnavailableException("The broker was not reached."));
        } else if (qos == 0) {
            answer.complete(null);
        } else {
            publishing.put(sent.result(), answer);
        }
    }

    private void published(int packet, boolean acknowledged) {
        UniEmitter<? super Void> answer = publishing.remove(packet);
        if (answer == null) {
            return;
        }
        if (acknowledged) {
            answer.complete(null);
        } else {
            answer.fail(new BrokerUnavailableException("The broker did not acknowledge in time."));
        }
    }

    private void changed(MqttClientSession changed, SessionEvent event) {
        if (changed != session) {
            return;
        }
        if (event.getSessionState() == SessionState.CONNECTED) {
            connected = true;
            metrics.connected();
            LOG.infof("Connected to the broker %s:%d", settings.host(), settings.port());
            filters.forEach(filter -> session.subscribe(filter, RequestedQoS.QOS_1));
            if (comesBackWhenConnected) {
                reconnect();
            }
        } else if (connected) {
            connected = false;
            connection++;
            ended();
        }
    }

    private void ended() {
        LOG.infof("The connection to the broker %s:%d ended", settings.host(), settings.port());
        subscribed.clear();
        comesBackWhenConnected = false;
        session.stop();
        vertx.setTimer(Math.max(1, settings.reconnectAfter().toMillis()), _ -> connect());
        List<UniEmitter<? super Void>> unanswered = new ArrayList<>(publishing.values());
        publishing.clear();
        unanswered.forEach(
                answer -> answer.fail(new BrokerUnavailableException("The connection to the broker ended.")));
    }

    private void subscription(SubscriptionEvent event) {
        Integer granted = event.getQos();
        if (event.getSubscriptionState() == SubscriptionState.SUBSCRIBED && granted != null && granted == 1) {
            subscribed.add(event.getTopic());
        } else {
            subscribed.remove(event.getTopic());
            if (granted != null) {
                LOG.errorf("The broker granted %d instead of QoS 1 for %s", granted, event.getTopic());
            }
        }
    }

    private static MqttClientSessionOptions options(BrokerSettings settings) {
        int keepAliveSeconds = (int) Math.max(1, settings.keepAlive().toSeconds());
        MqttClientSessionOptions options = new MqttClientSessionOptions();
        options.setHostname(settings.host());
        options.setPort(settings.port());
        options.setReconnectDelay(new ConstantReconnectDelayOptions().setDelay(settings.reconnectAfter()));
        options.setClientId("iotflow-ingest-" + settings.replica().orElseGet(BrokerSession::hostName));
        settings.username().ifPresent(options::setUsername);
        settings.password().ifPresent(options::setPassword);
        options.setCleanSession(false);
        options.setAutoAck(false);
        options.setMaxInflightQueue(settings.mostPublishing());
        options.setMaxMessageSize(settings.largestMessage());
        options.setKeepAliveInterval(keepAliveSeconds);
        options.setIdleTimeout(2 * keepAliveSeconds);
        options.setSsl(settings.tls());
        options.setHostnameVerificationAlgorithm(settings.tls() ? "HTTPS" : "");
        return options;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            throw new IllegalStateException("this machine has no name: set iotflow.broker.replica", nameless);
        }
    }
}
