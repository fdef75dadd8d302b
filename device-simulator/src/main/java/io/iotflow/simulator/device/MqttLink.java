package io.iotflow.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A device's connection to the MQTT endpoint, for ever: it comes back after every break, later each time, and sends again
 * what was not acknowledged, in order. Everything happens on one event loop.
 */
final class MqttLink implements DeviceLink {

    private static final Logger LOG = Logger.getLogger(MqttLink.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_IN_FLIGHT = 10;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final int KEEP_ALIVE_SECONDS = 30;

    /** Where the endpoint is. */
    record Address(String host, int port) {}

    private final Vertx vertx;
    private final Context context;
    private final Address address;
    private final DeviceCredentials device;
    private final DeviceFigures figures;
    private final RandomGenerator random;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private final Map<Integer, Outgoing> inFlight = new LinkedHashMap<>();
    private final Promise<Void> idle = Promise.promise();
    private Inbox inbox = new Nobody();
    private @Nullable MqttClient client;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private int writing;
    private boolean closing;
    private boolean away;

    MqttLink(Vertx vertx, Address address, DeviceCredentials device, DeviceFigures figures, RandomGenerator random) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.address = address;
        this.device = device;
        this.figures = figures;
        this.random = random;
    }

    @Override
    public Context context() {
        return context;
    }

    private String topic(String channel) {
        return "iotflow/devices/" + device.id() + "/" + channel;
    }

    @Override
    public void open(Inbox target) {
        inbox = target;
        connect();
    }

    private void connect() {
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
        options.setAutoAck(false);
        MqttClient fresh = MqttClient.create(vertx, options);
        fresh.publishCompletionHandler(this::acknowledged);
        fresh.publishHandler(message -> arrived(fresh, message));
        fresh.closeHandler(_ -> lost());
        fresh.connect(address.port(), address.host())
                .onSuccess(_ -> connected(fresh))
                .onFailure(failure -> {
                    LOG.warning("device " + device.id() + " could not connect: " + failure.getMessage());
                    again();
                });
    }

    @Override
    public void send(Outgoing message) {
        waiting.add(message);
        pump();
    }

    @Override
    public void restart() {
        MqttClient open = client;
        if (open != null) {
            open.disconnect();
        }
    }

    @Override
    public void goAway() {
        away = true;
        restart();
    }

    @Override
    public void comeBack() {
        if (away) {
            away = false;
            pauseMillis = FIRST_PAUSE_MILLIS;
            again();
        }
    }

    @Override
    public Future<Void> close() {
        comeBack();
        closing = true;
        checkIdle();
        return idle.future().transform(_ -> {
            MqttClient open = client;
            client = null;
            return open == null ? Future.succeededFuture() : open.disconnect();
        });
    }

    private void arrived(MqttClient from, MqttPublishMessage message) {
        long pause = inbox.readsAfterMillis();
        if (pause == 0) {
            received(from, message);
        } else {
            vertx.setTimer(pause, _ -> received(from, message));
        }
    }

    private void received(MqttClient from, MqttPublishMessage message) {
        if (from != client) {
            // The platform sends it again over the connection that there is now.
            return;
        }
        message.ack();
        try {
            JsonNode body = JSON.readTree(message.payload().getBytes());
            if (message.topicName().equals(topic("config"))) {
                inbox.take(new Instruction.Configuration(body));
            } else if (message.topicName().equals(topic("errors"))) {
                figures.refused();
                LOG.warning("device " + device.id() + " was refused a reading: " + body);
            } else {
                inbox.take(new Instruction.Command(body));
            }
        } catch (IOException unreadable) {
            LOG.warning("device " + device.id() + " got something unreadable: " + unreadable.getMessage());
        }
    }

    private void connected(MqttClient fresh) {
        client = fresh;
        pauseMillis = FIRST_PAUSE_MILLIS;
        figures.online(1);
        fresh.subscribe(Map.of(topic("commands/#"), 1, topic("config"), 1, topic("errors"), 0));
        pump();
    }

    private void lost() {
        if (client == null) {
            return;
        }
        client = null;
        figures.online(-1);
        figures.reconnected();
        Deque<Outgoing> first = new ArrayDeque<>(inFlight.values());
        inFlight.clear();
        while (!first.isEmpty()) {
            figures.retried();
            waiting.addFirst(first.removeLast());
        }
        if (!away) {
            again();
        }
    }

    private void again() {
        long pause = pauseMillis / 2 + random.nextLong(pauseMillis / 2 + 1);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
        vertx.setTimer(pause, _ -> connect());
    }

    private void pump() {
        MqttClient open = client;
        while (open != null && inFlight.size() + writing < MOST_IN_FLIGHT && !waiting.isEmpty()) {
            Outgoing next = waiting.removeFirst();
            MqttQoS qos = MqttQoS.valueOf(next.qos());
            Future<Integer> published = open.publish(topic(next.channel()), next.payload(), qos, false, false);
            if (published.failed() || open != client) {
                waiting.addFirst(next);
                return;
            }
            if (next.qos() == 0) {
                next.acknowledged().accept(0);
            } else {
                writing++;
                published.onSuccess(id -> written(open, id, next)).onFailure(_ -> sendAgain(next));
            }
        }
    }

    private void written(MqttClient to, int packetId, Outgoing message) {
        if (to == client) {
            writing--;
            inFlight.put(packetId, message);
        } else {
            // The connection was lost between the writing and this.
            sendAgain(message);
        }
    }

    private void sendAgain(Outgoing message) {
        writing--;
        figures.retried();
        waiting.addFirst(message);
        pump();
    }

    private void acknowledged(Integer packetId) {
        Outgoing confirmed = inFlight.remove(packetId);
        if (confirmed != null) {
            confirmed.acknowledged().accept(System.nanoTime() - confirmed.dueNanos());
        }
        pump();
        checkIdle();
    }

    private void checkIdle() {
        if (closing && waiting.isEmpty() && inFlight.isEmpty() && writing == 0) {
            idle.tryComplete();
        }
    }
}
