package io.iotflow.simulator.virtual;

import io.iotflow.domain.WireTime;
import io.iotflow.simulator.link.Backoff;
import io.iotflow.simulator.link.MqttLogin.Will;
import io.iotflow.simulator.link.MqttSession;
import io.iotflow.simulator.link.ReconnectingLink;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A virtual device's connection to IoTFlow, for as long as it runs: registers once, then comes back after every break. What
 * was under way when the connection broke is sent again with the same times, so that it is stored once. One event loop.
 */
final class IotflowTarget implements DeliveryTarget, ReconnectingLink.Device {

    private static final int MOST_AT_ONCE = 100;
    private static final String OFFLINE = "{\"status\":\"offline\"}";

    /** A device that runs wants its connection back; only the user gives up. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), Integer.MAX_VALUE);

    private record Pending(Buffer payload, Promise<Void> confirmed) {}

    private final VirtualDevice device;
    private final IotflowRoad road;
    private final VirtualDeviceRepository repository;
    private final ReconnectingLink link;
    private Optional<DeviceCredentials> known;
    /** Registered, and not yet kept in the database: nobody registers again because of that. */
    private Optional<DeviceCredentials> unsaved = Optional.empty();

    private Optional<Pending> pending = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private boolean sending;

    IotflowTarget(VirtualDevice device, IotflowRoad road, VirtualDeviceRepository repository) {
        this.device = device;
        this.road = road;
        this.repository = repository;
        this.known = device.memory().iotflow();
        this.link = new ReconnectingLink(road.timers(), BACKOFF, device.clientId(), this::connect, this);
    }

    @Override
    public int most() {
        return MOST_AT_ONCE;
    }

    @Override
    public void start() {
        link.start();
    }

    @Override
    public Future<Void> stop() {
        Optional<MqttSession> open = link.online();
        Future<Void> told = open.map(session -> session.publish(topic("status/offline"), Buffer.buffer(OFFLINE), 0))
                .orElse(Future.succeededFuture());
        return told.eventually(() -> link.stop());
    }

    @Override
    public Future<Void> deliver(List<Measurement> measurements) {
        JsonArray readings =
                new JsonArray(measurements.stream().map(IotflowTarget::reading).toList());
        Pending fresh = new Pending(readings.toBuffer(), Promise.promise());
        pending = Optional.of(fresh);
        push();
        return fresh.confirmed().future();
    }

    @Override
    public Health health() {
        return new Health(link.health(), known.isPresent(), refusal);
    }

    @Override
    public Future<Void> greet(MqttSession session) {
        return session.subscribe(topic("commands/#"))
                .compose(_ -> session.subscribe(topic("errors")))
                .compose(_ -> session.publish(topic("status/online"), Buffer.buffer("{\"status\":\"online\"}"), 1));
    }

    @Override
    public void online(MqttSession session) {
        push();
    }

    @Override
    public void received(String topic, String payload) {
        if (topic.endsWith("/errors")) {
            refusal = Optional.of("IoTFlow refused a measurement: " + new JsonObject(payload).getString("message"));
        } else {
            answer(new JsonObject(payload));
        }
    }

    private void answer(JsonObject command) {
        boolean asksForStatus = "get_status".equals(command.getString("command"));
        JsonObject result = asksForStatus
                ? new JsonObject().put("type", device.definition().type()).put("client_id", device.clientId())
                : new JsonObject().put("error", "A virtual device only answers get_status.");
        JsonObject response = new JsonObject()
                .put("status", asksForStatus ? "completed" : "failed")
                .put("result", result);
        String topic = topic("commands/" + command.getString("command_id") + "/response");
        link.online().ifPresent(session -> session.publish(topic, response.toBuffer(), 1));
    }

    private Future<MqttSession> connect() {
        Future<DeviceCredentials> credentials =
                known.map(Future::succeededFuture).orElseGet(this::registered);
        return credentials.compose(held -> road.connect(device.clientId(), held, will()));
    }

    private Future<DeviceCredentials> registered() {
        Future<DeviceCredentials> answered =
                unsaved.map(Future::succeededFuture).orElseGet(() -> road.register(device));
        return answered.compose(fresh -> {
            unsaved = Optional.of(fresh);
            return repository.remember(device.id(), fresh).map(_ -> {
                known = unsaved;
                return fresh;
            });
        });
    }

    private Will will() {
        return new Will(topic("status/offline"), Buffer.buffer(OFFLINE));
    }

    private String topic(String channel) {
        long id = known.map(DeviceCredentials::id).orElse(0L);
        return "iotflow/devices/" + id + "/" + channel;
    }

    private void push() {
        Optional<MqttSession> open = link.online();
        if (sending || pending.isEmpty() || open.isEmpty()) {
            return;
        }
        Pending now = pending.get();
        sending = true;
        open.get().publish(topic("telemetry"), now.payload(), 1).onComplete(outcome -> {
            sending = false;
            if (outcome.succeeded()) {
                pending = Optional.empty();
                link.noteMessage();
                now.confirmed().complete();
            }
        });
    }

    private static JsonObject reading(Measurement measurement) {
        JsonObject values = new JsonObject()
                .put("voltage", measurement.values().voltage())
                .put("current", measurement.values().current())
                .put("power", measurement.values().power());
        return new JsonObject()
                .put("data", values)
                .put("timestamp", WireTime.of(measurement.time()))
                .put("metadata", new JsonObject().put("seq", measurement.sequence()));
    }
}
