package io.iotflow.simulator.cumulocity;

import io.iotflow.domain.WireTime;
import io.iotflow.simulator.link.LinkHealth;
import io.iotflow.simulator.link.MqttRefusedException;
import io.iotflow.simulator.link.MqttSession;
import io.iotflow.simulator.link.ReconnectingLink;
import io.iotflow.simulator.link.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Function;

/**
 * One device on Cumulocity. Its serial is its client id. It registers once, subscribes after every connect, answers
 * operations one after the other, and keeps itself available. All calls on one event loop.
 */
public final class CumulocityDevice implements ReconnectingLink.Device {

    /** Where rows go up. */
    static final String UP = "s/us";

    private static final String DOWN = "s/ds";
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Duration SUBSCRIBE_AGAIN = Duration.ofSeconds(1);
    private static final int MOST_SUBSCRIBES = 5;
    private static final int MOST_WAITING = 1000;

    private final String serial;
    private final String name;
    private final Timers timers;
    private final DeviceMemory memory;
    private final ReconnectingLink link;
    private final Outbox outbox;
    private final Operations operations;
    private Timers.Timer heartbeat = () -> {};

    /** What all devices of a tenant share. */
    public record Shared(Timers timers, TenantRate rate) {}

    /** @param link makes the link that this device uses */
    public CumulocityDevice(
            String serial,
            String name,
            Shared shared,
            DeviceMemory memory,
            Function<CumulocityDevice, ReconnectingLink> link) {
        this.serial = serial;
        this.name = name;
        this.timers = shared.timers();
        this.memory = memory;
        this.link = link.apply(this);
        this.outbox = new Outbox(timers, this.link, shared.rate(), MOST_WAITING);
        this.operations = new Operations(serial, this, memory);
    }

    /** Connects. */
    public void start() {
        link.start();
    }

    /** Disconnects by the user's wish. */
    public Future<Void> stop() {
        heartbeat.cancel();
        return link.stop();
    }

    /** How its connection is. */
    public LinkHealth health() {
        return link.health();
    }

    /** Sends one measurement cycle in one payload. */
    public Outbox.Offer measured(ElectricMeasurement measurement) {
        return outbox.offer(ElectricMeasurement.TOPIC, measurement.json(), 1);
    }

    /** Raises an alarm. */
    public Outbox.Offer alarm(Severity severity, String type, String text) {
        return outbox.offer(UP, SmartRest.row(severity.template(), type, text, WireTime.of(timers.now())), 1);
    }

    /** Clears an alarm. */
    public Outbox.Offer clearAlarm(String type) {
        return outbox.offer(UP, SmartRest.row("306", type), 1);
    }

    /** Tells an event. */
    public Outbox.Offer event(String type, String text) {
        return outbox.offer(UP, SmartRest.row("400", type, text, WireTime.of(timers.now())), 1);
    }

    /** Sends what the user typed, or says why not. */
    public Outbox.Offer test(String topic, String message) {
        return outbox.offer(topic, message, 1);
    }

    @Override
    public Future<Void> greet(MqttSession session) {
        operations.connected(session);
        Future<Void> known = memory.registered() ? subscribe(session, 1) : register(session);
        return known.compose(_ -> operations.reportRestart()).compose(_ -> row(session, "500"));
    }

    @Override
    public void online(MqttSession session) {
        outbox.pump();
        operations.begin();
        watch();
    }

    @Override
    public void received(String topic, String payload) {
        if (topic.equals(DOWN)) {
            operations.received(payload);
        }
    }

    /** Drops the connection and comes back, as a device does that restarts. */
    void restart() {
        heartbeat.cancel();
        link.stop().onComplete(_ -> link.start());
    }

    static Future<Void> row(MqttSession session, String... fields) {
        return session.publish(UP, Buffer.buffer(SmartRest.row(fields)), 1);
    }

    private Future<Void> register(MqttSession session) {
        return row(session, "100", name, "c8y_MQTTDevice")
                .compose(_ -> subscribe(session, 1))
                .compose(_ -> row(session, "110", serial, "IoTFlow Simulator Model", "v1.0"))
                .compose(_ -> row(session, "114", OperationFragment.RESTART, OperationFragment.CONFIGURATION))
                .compose(_ -> row(session, "117", "10"))
                .compose(_ -> row(session, "122", "iotflow-simulator", "0.1.0", "", "IoTFlow"))
                .compose(_ -> memory.rememberRegistered(true));
    }

    private Future<Void> subscribe(MqttSession session, int attempt) {
        return session.subscribe(DOWN).recover(failure -> {
            boolean refused = failure instanceof MqttRefusedException refusal && refusal.code() > 0;
            return refused && attempt < MOST_SUBSCRIBES
                    ? later().compose(_ -> subscribe(session, attempt + 1))
                    : Future.failedFuture(failure);
        });
    }

    private Future<Void> later() {
        Promise<Void> waited = Promise.promise();
        timers.after(SUBSCRIBE_AGAIN, waited::complete);
        return waited.future();
    }

    private void watch() {
        heartbeat.cancel();
        heartbeatAfter(HEARTBEAT);
    }

    private void heartbeatAfter(Duration pause) {
        heartbeat = timers.after(pause, () -> {
            Duration silent = Duration.between(outbox.lastSent(), timers.now());
            if (silent.compareTo(HEARTBEAT) < 0) {
                heartbeatAfter(HEARTBEAT.minus(silent));
            } else if (link.online().isPresent()) {
                outbox.offer(UP, "125", 0);
                heartbeatAfter(HEARTBEAT);
            }
        });
    }
}
