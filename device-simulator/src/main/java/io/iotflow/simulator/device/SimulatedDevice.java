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

    private static final long NO_TIMER = -1;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * How a device behaves.
     *
     * @param qos of its readings, 0 to 2
     * @param seed makes a run repeatable: the same readings, failures and faults, one after the other
     * @param firstAfter seconds until its first reading
     */
    public record Behaviour(Profile profile, WireForm form, int qos, long seed, double firstAfter, Faults faults) {}

    /** What all devices of a run share. */
    public record Shared(Connections connections, Journal journal, DeviceFigures figures, Clock clock) {}

    private final DeviceCredentials device;
    private final Behaviour behaviour;
    private final Shared shared;
    private final Random random;
    private final Random tempo;
    private final Mischief mischief;
    private final Signals signals;
    private final ReadingWriter writer;
    private final DeviceLink link;
    private final Instructions instructions;
    private double telemetrySeconds;
    private double heartbeatSeconds;
    private long nextDue;
    private long nextTimer = NO_TIMER;
    private boolean stopped;

    public SimulatedDevice(DeviceCredentials device, Behaviour behaviour, Shared shared) {
        this.device = device;
        this.behaviour = behaviour;
        this.shared = shared;
        this.random = new Random(behaviour.seed());
        this.tempo = new Random(~behaviour.seed());
        this.mischief = new Mischief(
                behaviour.faults(),
                new Random(Long.reverse(behaviour.seed())),
                shared.connections().vertx(),
                shared.figures());
        this.signals = new Signals(
                behaviour.profile(),
                random,
                ZoneId.systemDefault(),
                shared.clock().instant());
        this.writer = new ReadingWriter(signals, behaviour.form(), random, shared.clock(), mischief);
        this.link = shared.connections().link(device, shared.figures(), tempo);
        this.telemetrySeconds = behaviour.profile().telemetrySeconds();
        this.heartbeatSeconds = behaviour.profile().heartbeatSeconds();
        this.instructions = new Instructions(this, link);
    }

    /** Connects and begins to measure. */
    public void start() {
        link.context().runOnContext(_ -> {
            link.open(new Tasks());
            send("status/online", Buffer.buffer("{\"status\":\"online\"}"), 0, System.nanoTime(), _ -> {});
            nextDue = System.nanoTime() + Math.round(behaviour.firstAfter() * NANOS);
            nextTimer = after(behaviour.firstAfter(), this::measure);
            after(heartbeatSeconds, this::heartbeat);
        });
    }

    /** Takes no more readings, waits for what is not acknowledged, says that it leaves, and goes. */
    public Future<Void> stop() {
        Promise<Void> gone = Promise.promise();
        link.context().runOnContext(_ -> {
            stopped = true;
            mischief.finish();
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

    /**
     * From now on. The next reading comes at some moment within that time, so that a fleet which is told the same at once does
     * not measure at once.
     */
    public void changePace(double seconds) {
        link.context().runOnContext(_ -> {
            if (!stopped && nextTimer != NO_TIMER) {
                shared.connections().vertx().cancelTimer(nextTimer);
                telemetrySeconds = seconds;
                double pause = seconds * tempo.nextDouble();
                nextDue = System.nanoTime() + Math.round(pause * NANOS);
                nextTimer = after(pause, this::measure);
            }
        });
    }

    /** Breaks the connection, which then comes back. */
    public void reconnect() {
        link.context().runOnContext(_ -> link.restart());
    }

    /** Loses the connection for as long as it is said so; measures on, and sends everything when it is back. */
    public void cutOff(boolean away) {
        link.context().runOnContext(_ -> {
            if (away) {
                link.goAway();
            } else {
                link.comeBack();
            }
        });
    }

    void beatEvery(double seconds) {
        heartbeatSeconds = seconds;
    }

    void calibrate() {
        signals.recharge(shared.clock().instant());
    }

    /** What the platform tells the device. */
    private final class Tasks implements DeviceLink.Inbox {

        @Override
        public void take(DeviceLink.Instruction instruction) {
            switch (instruction) {
                case DeviceLink.Instruction.Command(JsonNode body) -> instructions.obey(body);
                case DeviceLink.Instruction.Configuration(JsonNode body) -> instructions.apply(body);
            }
        }

        @Override
        public long readsAfterMillis() {
            return mischief.readsAfterMillis();
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
        nextTimer = after((nextDue - System.nanoTime()) / NANOS, this::measure);
    }

    private void sendReadings(long due) {
        ReadingWriter.Message message = writer.next();
        if (mischief.spoils()) {
            Buffer spoiled = message.payload().slice(0, message.payload().length() / 2);
            mischief.post(due, moment -> send("telemetry", spoiled, behaviour.qos(), moment, _ -> {}));
            return;
        }
        mischief.post(due, moment -> sendReadings(message, moment));
        if (mischief.breaksConnection()) {
            link.restart();
        }
    }

    private void sendReadings(ReadingWriter.Message message, long due) {
        Journal journal = shared.journal();
        message.readings().forEach(reading -> journal.sent(device.id(), reading.time(), reading.valuesHash()));
        shared.figures().sent(message.readings().size());
        send("telemetry", message.payload(), behaviour.qos(), due, nanos -> {
            if (behaviour.qos() > 0 || shared.connections().answersEverything()) {
                message.readings().forEach(reading -> journal.acknowledged(device.id(), reading.time()));
            }
            shared.figures().acknowledged(message.readings().size(), nanos);
        });
        if (mischief.repeats()) {
            send("telemetry", message.payload(), behaviour.qos(), due, _ -> {});
        }
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

    private long after(double seconds, Runnable action) {
        long millis = Math.max(1, Math.round(seconds * TimeUnit.SECONDS.toMillis(1)));
        return shared.connections().vertx().setTimer(millis, _ -> action.run());
    }
}
