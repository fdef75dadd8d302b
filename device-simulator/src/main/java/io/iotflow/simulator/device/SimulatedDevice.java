package io.iotflow.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.simulator.load.Journal;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.profile.Profile;
import io.iotflow.simulator.profile.Signals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** One device that does not exist: measures, sends, answers commands, takes its configuration. Lives on one event loop. */
public final class SimulatedDevice {

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * How a device behaves.
     *
     * @param qos of its readings, 0 to 2
     * @param seed makes a run repeatable
     * @param firstAfter seconds until its first reading
     */
    public record Behaviour(Profile profile, WireForm form, int qos, long seed, double firstAfter) {}

    /** What all devices of a run share. */
    public record Shared(Connections connections, Journal journal, DeviceFigures figures, Clock clock) {}

    private final DeviceCredentials device;
    private final Behaviour behaviour;
    private final Shared shared;
    private final Random random;
    private final Signals signals;
    private final ReadingWriter writer;
    private final DeviceLink link;
    private final Instructions instructions;
    private double telemetrySeconds;
    private double heartbeatSeconds;
    private long nextDue;
    private boolean stopped;

    public SimulatedDevice(DeviceCredentials device, Behaviour behaviour, Shared shared) {
        this.device = device;
        this.behaviour = behaviour;
        this.shared = shared;
        this.random = new Random(behaviour.seed());
        this.signals = new Signals(
                behaviour.profile(),
                random,
                ZoneId.systemDefault(),
                shared.clock().instant());
        this.writer = new ReadingWriter(signals, behaviour.form(), random, shared.clock());
        this.link = shared.connections().link(device, shared.figures(), random);
        this.telemetrySeconds = behaviour.profile().telemetrySeconds();
        this.heartbeatSeconds = behaviour.profile().heartbeatSeconds();
        this.instructions = new Instructions(this, link);
    }

    /** Connects and begins to measure. */
    public void start() {
        link.context().runOnContext(_ -> {
            link.open(this::instruct);
            send("status/online", Buffer.buffer("{\"status\":\"online\"}"), 0, System.nanoTime(), _ -> {});
            nextDue = System.nanoTime() + Math.round(behaviour.firstAfter() * NANOS);
            after(behaviour.firstAfter(), this::measure);
            after(heartbeatSeconds, this::heartbeat);
        });
    }

    /** Takes no more readings, waits for what is not acknowledged, says that it leaves, and goes. */
    public Future<Void> stop() {
        Promise<Void> gone = Promise.promise();
        link.context().runOnContext(_ -> {
            stopped = true;
            send("status/offline", Buffer.buffer("{\"status\":\"offline\"}"), 1, System.nanoTime(), _ -> {});
            link.close().onComplete(gone);
        });
        return gone.future();
    }

    /** What is left of the battery now, in percent. */
    public double battery() {
        return signals.battery(shared.clock().instant());
    }

    Profile profile() {
        return behaviour.profile();
    }

    DeviceFigures figures() {
        return shared.figures();
    }

    double telemetrySeconds() {
        return telemetrySeconds;
    }

    /** From the next reading on. */
    void measureEvery(double seconds) {
        telemetrySeconds = seconds;
    }

    void beatEvery(double seconds) {
        heartbeatSeconds = seconds;
    }

    void calibrate() {
        signals.recharge(shared.clock().instant());
    }

    private void instruct(DeviceLink.Instruction instruction) {
        switch (instruction) {
            case DeviceLink.Instruction.Command(JsonNode body) -> instructions.obey(body);
            case DeviceLink.Instruction.Configuration(JsonNode body) -> instructions.apply(body);
        }
    }

    private void measure() {
        if (stopped) {
            return;
        }
        long due = nextDue;
        if (random.nextDouble() < behaviour.profile().failureRate()) {
            shared.figures().failed();
        } else {
            sendReadings(due);
        }
        nextDue = due + Math.round(telemetrySeconds * NANOS);
        after((nextDue - System.nanoTime()) / NANOS, this::measure);
    }

    private void sendReadings(long due) {
        ReadingWriter.Message message = writer.next();
        Journal journal = shared.journal();
        message.readings().forEach(reading -> journal.sent(device.id(), reading.time(), reading.valuesHash()));
        shared.figures().sent(message.readings().size());
        send("telemetry", message.payload(), behaviour.qos(), due, nanos -> {
            if (behaviour.qos() > 0 || shared.connections().answersEverything()) {
                message.readings().forEach(reading -> journal.acknowledged(device.id(), reading.time()));
            }
            shared.figures().acknowledged(message.readings().size(), nanos);
        });
    }

    private void heartbeat() {
        if (!stopped) {
            send("heartbeat", Buffer.buffer("{}"), 0, System.nanoTime(), _ -> {});
            after(heartbeatSeconds, this::heartbeat);
        }
    }

    private void send(String channel, Buffer payload, int qos, long due, LongConsumer acknowledged) {
        link.send(new DeviceLink.Outgoing(channel, payload, qos, due, acknowledged));
    }

    private void after(double seconds, Runnable action) {
        long millis = Math.max(1, Math.round(seconds * TimeUnit.SECONDS.toMillis(1)));
        shared.connections().vertx().setTimer(millis, _ -> action.run());
    }
}
