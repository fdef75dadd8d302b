package io.iotflow.cli.chaos;

import io.iotflow.cli.chaos.Grounds.Ground;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.PortName;
import io.iotflow.simulator.audit.fleet.FleetLog;
import io.iotflow.simulator.load.FiveFields;
import io.iotflow.simulator.load.LoadEngine;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.LoadReport;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.PlatformRequests;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A stack that takes load all the time, half over HTTP and half over MQTT; every reading is logged. Blocks. */
final class LoadedStack implements AutoCloseable {

    static final String INGEST = "telemetry-ingest";
    static final String STORE = "iotdb";

    private static final int DEVICES = 200;
    private static final int CROWD = 200;
    private static final int CROWD_CONNECTIONS = 200;
    private static final int CROWD_BATCH = 50;
    private static final int CROWD_WINDOW = 64;
    private static final int CONNECTIONS = 64;
    private static final int WINDOW = 16;
    private static final long SEED = 42;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final long PATIENCE_MINUTES = 2;
    private static final long LOOK_MILLIS = 100;

    private final TrialStack stack;
    private final Clock clock;
    private final double rate;
    private final Path logFile;
    private final FleetLog log;
    private final LoadEngine engine = new LoadEngine(1);
    private final List<DeviceCredentials> devices;
    private final DeviceCredentials bystander;
    private final List<LoadRun> runs = new ArrayList<>();

    private LoadedStack(TrialStack stack, double rate, Path logFile, Clock clock, List<DeviceCredentials> fleet)
            throws IOException {
        this.stack = stack;
        this.clock = clock;
        this.rate = rate;
        this.logFile = logFile;
        this.log = FleetLog.create(logFile, clock);
        this.devices = fleet.subList(0, DEVICES + CROWD);
        this.bystander = fleet.getLast();
    }

    /** Registers devices and begins. */
    static LoadedStack begin(Ground ground, TrialFolder folder, double rate, Clock clock)
            throws IOException, InterruptedException, PlatformException {
        List<DeviceCredentials> fleet = ground.newDevices(DEVICES + CROWD + 1);
        TrialStack stack = ground.stack();
        LoadedStack loaded = new LoadedStack(stack, rate, folder.resolve("load.log"), clock, fleet);
        int half = DEVICES / 2;
        loaded.take(
                new Transport.Http(stack.address(PortName.TELEMETRY_INGEST), new PlatformRequests(), CONNECTIONS, 1),
                loaded.devices.subList(0, half),
                loaded.usual());
        loaded.take(
                new Transport.Mqtt(stack.address(PortName.MQTT), 1, WINDOW, 1, 0),
                loaded.devices.subList(half, DEVICES),
                loaded.usual());
        return loaded;
    }

    private Pace usual() {
        return new Pace.OpenLoop(rate / 2);
    }

    private void take(Transport transport, List<DeviceCredentials> senders, Pace pace)
            throws IOException, InterruptedException {
        runs.add(start(transport, senders, pace));
    }

    private LoadRun start(Transport transport, List<DeviceCredentials> senders, Pace pace)
            throws IOException, InterruptedException {
        FiveFields series = FiveFields.numbers(clock.instant().minus(LONGEST).toEpochMilli(), SEED);
        return within(engine.start(new LoadPlan(transport, senders, series, pace, LONGEST, log)), "could not begin");
    }

    private static <T> T within(CompletableFuture<T> future, String otherwise)
            throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException | ExecutionException failure) {
            throw new IOException("The load " + otherwise + ": " + failure, failure);
        }
    }

    /** Sends as much as goes out for a while, from devices that send nothing else; what it did over HTTP. */
    LoadReport crowd(Duration length) throws IOException, InterruptedException {
        int half = DEVICES + CROWD / 2;
        LoadRun http = start(
                new Transport.Http(
                        stack.address(PortName.TELEMETRY_INGEST),
                        new PlatformRequests(),
                        CROWD_CONNECTIONS,
                        CROWD_BATCH),
                devices.subList(DEVICES, half),
                new Pace.Saturating());
        LoadRun mqtt = start(
                new Transport.Mqtt(stack.address(PortName.MQTT), 1, CROWD_WINDOW, 1, 0),
                devices.subList(half, DEVICES + CROWD),
                new Pace.Saturating());
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
        http.stop();
        mqtt.stop();
        within(mqtt.report(), "did not end");
        return within(http.report(), "did not end");
    }

    TrialStack stack() {
        return stack;
    }

    /** The devices that send. */
    List<DeviceCredentials> devices() {
        return devices;
    }

    /** A device that is registered and sends nothing. */
    DeviceCredentials bystander() {
        return bystander;
    }

    Path log() {
        return logFile;
    }

    /** Readings that were acknowledged until now. */
    long acknowledged() {
        return runs.stream().mapToLong(LoadRun::acknowledgedSoFar).sum();
    }

    /**
     * Waits until the platform takes readings as fast as they become due again.
     *
     * @return how long that took in seconds, or as long as was waited when it did not happen
     */
    double awaitFullRate(Duration patience) throws InterruptedException {
        long begun = System.nanoTime();
        double waited = 0;
        while (waited < patience.toSeconds()) {
            long before = acknowledged();
            long from = System.nanoTime();
            TimeUnit.SECONDS.sleep(1);
            double taken = (acknowledged() - before) / seconds(from);
            if (taken >= rate * 0.95) {
                return waited;
            }
            waited = seconds(begun);
        }
        return waited;
    }

    /**
     * Waits until a part is ready, and another process than a certain one.
     *
     * @return its process
     */
    long awaitReady(String part, long notThisOne, Duration patience) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (seconds(begun) < patience.toSeconds()) {
            var now = stack.part(part);
            if (now.pid() != 0 && now.pid() != notThisOne && now.state().equals("ready")) {
                return now.pid();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IOException(part + " was not ready within " + patience.toSeconds() + " s.");
    }

    /** Nothing is sent any more when this returns. */
    void end() throws IOException, InterruptedException {
        runs.forEach(LoadRun::stop);
        for (LoadRun run : runs) {
            within(run.report(), "did not end");
        }
        log.close();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        log.close();
    }
}
