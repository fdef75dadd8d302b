package io.iotflow.simulator.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.WireTime;
import io.iotflow.simulator.audit.AcknowledgementLog;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.profile.Profile;
import io.iotflow.simulator.profile.Signals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One device that does not exist: measures, sends over MQTT, answers commands. Lives on one event loop. */
public final class SimulatedDevice {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN_COMMANDS = Set.of("restart", "update_interval", "get_status", "calibrate");
    private static final double MILLIS = 1000;

    /**
     * How a device behaves.
     *
     * @param qos of its readings, 0 to 2
     * @param seed makes a run repeatable
     */
    public record Behaviour(Profile profile, String mqttHost, int mqttPort, int qos, long seed) {}

    private final Vertx vertx;
    private final Behaviour behaviour;
    private final AcknowledgementLog log;
    private final Clock clock;
    private final DeviceFigures figures = new DeviceFigures();
    private final Random random;
    private final Signals signals;
    private final MqttLink link;
    private Instant lastReading = Instant.EPOCH;
    private boolean stopped;

    public SimulatedDevice(
            Vertx vertx, DeviceCredentials credentials, Behaviour behaviour, AcknowledgementLog log, Clock clock) {
        this.vertx = vertx;
        this.behaviour = behaviour;
        this.log = log;
        this.clock = clock;
        this.random = new Random(behaviour.seed());
        this.signals = new Signals(behaviour.profile(), random, ZoneId.systemDefault(), clock.instant());
        MqttLink.Address address = new MqttLink.Address(behaviour.mqttHost(), behaviour.mqttPort());
        this.link = new MqttLink(vertx, address, credentials, figures, random);
    }

    /** Connects and begins to measure. */
    public void start() {
        link.context().runOnContext(_ -> {
            link.open(this::command);
            link.send("status/online", Buffer.buffer("{\"status\":\"online\"}"), 0, _ -> {});
            measure();
            heartbeat();
        });
    }

    /** Takes no more readings, waits for what is not acknowledged, says that it leaves, and goes. */
    public Future<Void> stop() {
        Promise<Void> gone = Promise.promise();
        link.context().runOnContext(_ -> {
            stopped = true;
            link.send("status/offline", Buffer.buffer("{\"status\":\"offline\"}"), 1, _ -> {});
            link.close().onComplete(gone);
        });
        return gone.future();
    }

    /** The report as text. */
    public String report(double seconds) {
        return figures.report(seconds, signals.battery(clock.instant()));
    }

    private void measure() {
        if (stopped) {
            return;
        }
        if (random.nextDouble() < behaviour.profile().failureRate()) {
            figures.failed();
        } else {
            send();
        }
        vertx.setTimer(millis(behaviour.profile().telemetrySeconds()), _ -> measure());
    }

    private void send() {
        Instant time = nextTime();
        Map<String, Object> reading = new LinkedHashMap<>();
        reading.put("data", signals.measure(time));
        reading.put("timestamp", WireTime.of(time));
        JsonNode document = JSON.valueToTree(reading);
        try {
            log.sent(time, document.path("data"));
        } catch (IOException failure) {
            throw new IllegalStateException("the acknowledgement log can't be written", failure);
        }
        figures.sent();
        link.send("telemetry", Buffer.buffer(document.toString()), behaviour.qos(), nanos -> acknowledged(time, nanos));
    }

    private void acknowledged(Instant time, long nanos) {
        try {
            log.acknowledged(time);
            figures.acknowledged(nanos);
        } catch (IOException failure) {
            throw new IllegalStateException("the acknowledgement log can't be written", failure);
        }
    }

    /** A device has one reading at a time, also when its clock stands still. */
    private Instant nextTime() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        lastReading = now.isAfter(lastReading) ? now : lastReading.plusMillis(1);
        return lastReading;
    }

    private void heartbeat() {
        vertx.setTimer(millis(behaviour.profile().heartbeatSeconds()), _ -> {
            if (!stopped) {
                link.send("heartbeat", Buffer.buffer("{}"), 0, _ -> {});
                heartbeat();
            }
        });
    }

    private void command(MqttPublishMessage message) {
        try {
            JsonNode command = JSON.readTree(message.payload().getBytes());
            String id = command.path("command_id").asText();
            boolean known = KNOWN_COMMANDS.contains(command.path("command").asText());
            figures.command();
            String answer =
                    known ? "{\"status\":\"completed\",\"result\":{}}" : "{\"status\":\"failed\",\"result\":{}}";
            link.send("commands/" + id + "/response", Buffer.buffer(answer), 1, _ -> {});
        } catch (JsonProcessingException _) {
            figures.failed();
        } catch (IOException failure) {
            throw new IllegalStateException("a payload in memory was not readable", failure);
        }
    }

    private static long millis(double seconds) {
        return Math.max(1, Math.round(seconds * MILLIS));
    }
}
