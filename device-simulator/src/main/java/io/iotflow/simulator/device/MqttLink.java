package io.iotflow.simulator.device;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A device's connection to the MQTT endpoint, for ever: it comes back after every break, later each time, and sends again
 * what was not acknowledged, in order. Everything happens on one event loop.
 */
final class MqttLink {

    private static final Logger LOG = Logger.getLogger(MqttLink.class.getName());
    private static final int MOST_IN_FLIGHT = 10;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final int KEEP_ALIVE_SECONDS = 30;

    /** Where the endpoint is. */
    record Address(String host, int port) {}

    private record Outgoing(String topic, Buffer payload, int qos, long firstSentNanos, LongConsumer acknowledged) {}

    private final Vertx vertx;
    private final Context context;
    private final Address address;
    private final DeviceCredentials device;
    private final DeviceFigures figures;
    private final RandomGenerator random;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private final Map<Integer, Outgoing> inFlight = new LinkedHashMap<>();
    private final Promise<Void> idle = Promise.promise();
    private Consumer<MqttPublishMessage> commands = _ -> {};
    private @Nullable MqttClient client;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean closing;

    MqttLink(Vertx vertx, Address address, DeviceCredentials device, DeviceFigures figures, RandomGenerator random) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.address = address;
        this.device = device;
        this.figures = figures;
        this.random = random;
    }

    Context context() {
        return context;
    }

    String topic(String channel) {
        return "iotflow/devices/" + device.id() + "/" + channel;
    }

    /** Connects and stays connected. To be called on the context. */
    void open(Consumer<MqttPublishMessage> onCommand) {
        commands = onCommand;
        MqttClientOptions options = new MqttClientOptions()
                .setClientId("device_" + device.id())
                .setUsername(Long.toString(device.id()))
                .setPassword(device.apiKey())
                .setCleanSession(true)
                .setKeepAliveInterval(KEEP_ALIVE_SECONDS)
                .setMaxInflightQueue(MOST_IN_FLIGHT)
                .setWillFlag(true)
                .setWillTopic(topic("status/offline"))
                .setWillMessageBytes(Buffer.buffer("{\"status\":\"offline\"}"))
                .setWillQoS(1);
        MqttClient fresh = MqttClient.create(vertx, options);
        fresh.publishCompletionHandler(this::acknowledged);
        fresh.publishHandler(message -> commands.accept(message));
        fresh.closeHandler(_ -> lost());
        fresh.connect(address.port(), address.host())
                .onSuccess(_ -> connected(fresh))
                .onFailure(failure -> {
                    LOG.warning("device " + device.id() + " could not connect: " + failure.getMessage());
                    again();
                });
    }

    /**
     * Sends, now or when the connection is back. To be called on the context.
     *
     * @param acknowledged is told once, with the nanoseconds since it was first to be sent
     */
    void send(String channel, Buffer payload, int qos, LongConsumer acknowledged) {
        waiting.add(new Outgoing(topic(channel), payload, qos, System.nanoTime(), acknowledged));
        pump();
    }

    /** Completes when everything is acknowledged and the connection is closed. To be called on the context. */
    Future<Void> close() {
        closing = true;
        checkIdle();
        return idle.future().transform(_ -> {
            MqttClient open = client;
            client = null;
            return open == null ? Future.succeededFuture() : open.disconnect();
        });
    }

    private void connected(MqttClient fresh) {
        client = fresh;
        pauseMillis = FIRST_PAUSE_MILLIS;
        fresh.subscribe(topic("commands/#"), 1);
        pump();
    }

    private void lost() {
        if (client == null) {
            return;
        }
        client = null;
        figures.reconnected();
        Deque<Outgoing> first = new ArrayDeque<>(inFlight.values());
        inFlight.clear();
        while (!first.isEmpty()) {
            figures.retried();
            waiting.addFirst(first.removeLast());
        }
        again();
    }

    private void again() {
        long pause = pauseMillis / 2 + random.nextLong(pauseMillis / 2 + 1);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
        vertx.setTimer(pause, _ -> open(commands));
    }

    private void pump() {
        MqttClient open = client;
        while (open != null && inFlight.size() < MOST_IN_FLIGHT && !waiting.isEmpty()) {
            Outgoing next = waiting.removeFirst();
            MqttQoS qos = MqttQoS.valueOf(next.qos());
            Future<Integer> published = open.publish(next.topic(), next.payload(), qos, false, false);
            if (published.failed() || open != client) {
                waiting.addFirst(next);
                return;
            }
            if (next.qos() == 0) {
                next.acknowledged().accept(0);
            } else {
                published.onSuccess(id -> inFlight.put(id, next));
            }
        }
    }

    private void acknowledged(Integer packetId) {
        Outgoing confirmed = inFlight.remove(packetId);
        if (confirmed != null) {
            confirmed.acknowledged().accept(System.nanoTime() - confirmed.firstSentNanos());
        }
        pump();
        checkIdle();
    }

    private void checkIdle() {
        if (closing && waiting.isEmpty() && inFlight.isEmpty()) {
            idle.tryComplete();
        }
    }
}
