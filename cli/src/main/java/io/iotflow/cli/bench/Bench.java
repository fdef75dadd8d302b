package io.iotflow.cli.bench;

import io.iotflow.cli.bench.baseline.BaselineStore;
import io.iotflow.cli.process.ProcessorTime;
import io.iotflow.cli.trial.ServiceMetrics;
import io.iotflow.cli.trial.StoredReadings;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.PortName;
import io.iotflow.simulator.load.LoadEngine;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.LoadReport;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.FleetRegistration;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** What scenarios work with: the stack, its fleet, the generator, the counters. Blocks. */
final class Bench {

    static final String INGEST = "telemetry-ingest";
    static final String STORE = "iotdb";

    private static final String BATCHES = "iotflow_ingest_batch_size_readings_count";
    private static final String BATCHED = "iotflow_ingest_batch_size_readings_sum";
    private static final long PROGRESS_SECONDS = 5;
    private static final long CONNECT_MINUTES = 5;

    private final BenchSetting setting;
    private final TrialStack stack;
    private final LoadEngine engine;
    private final StoredReadings stored;
    private final FleetRegistration fleet;

    Bench(BenchSetting setting, TrialStack stack, LoadEngine engine, StoredReadings stored) throws IOException {
        this.setting = setting;
        this.stack = stack;
        this.engine = engine;
        this.stored = stored;
        this.fleet = new FleetRegistration(
                stack.uri(PortName.GATEWAY, "/"),
                stack.adminToken(),
                stack.home().folder().resolve("load-devices"));
    }

    /** A run that is repeated until it is no longer faster than the one before. */
    @FunctionalInterface
    interface RepeatedRun {

        Measured run() throws IOException, InterruptedException;
    }

    BenchSetting setting() {
        return setting;
    }

    TrialStack stack() {
        return stack;
    }

    /** The first so many devices, registered when they are not yet. */
    List<DeviceCredentials> devices(int count) throws IOException, PlatformException {
        long begun = System.nanoTime();
        List<DeviceCredentials> devices = fleet.devices(count, registered -> {
            if (registered > 0 && registered % 5000 == 0) {
                say("registered " + registered + " devices");
            }
        });
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        if (seconds > 0) {
            say("registered devices up to " + count + " in " + seconds + " s");
        }
        return devices;
    }

    /** Opens the connections of a run and begins it. */
    LoadRun start(LoadPlan plan) throws IOException, InterruptedException {
        try {
            return engine.start(plan).get(CONNECT_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException _) {
            throw new IOException("Not all devices were connected within " + CONNECT_MINUTES + " minutes.");
        } catch (ExecutionException failure) {
            throw new IOException("The load could not begin: " + failure.getCause(), failure);
        }
    }

    /** Waits for the end of a run and says how it goes. */
    LoadReport finish(String name, LoadRun run) throws IOException, InterruptedException {
        long before = 0;
        while (true) {
            try {
                return run.report().get(PROGRESS_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                long now = run.acknowledgedSoFar();
                say(name + ": " + (now - before) / PROGRESS_SECONDS + " readings/s acknowledged");
                before = now;
            } catch (ExecutionException failure) {
                throw new IOException("The load broke off: " + failure.getCause(), failure);
            }
        }
    }

    /** Runs load until the services are no longer getting faster, at most twice as often as it is measured afterwards. */
    void warmUp(RepeatedRun load) throws IOException, InterruptedException {
        WarmUp.run(2 * setting.rounds(), () -> load.run().rate());
    }

    /** Runs load against the stack and counts. */
    Measured measure(String name, LoadPlan plan) throws IOException, InterruptedException {
        long first = plan.series().time(0);
        return measure(name, plan, pids(), () -> stored.count(first, first + Windows.LENGTH - 1));
    }

    /** Runs load against a store of the baseline's and counts. */
    Measured measureBaseline(String name, LoadPlan plan, BaselineStore baseline, LongSupplier count)
            throws IOException, InterruptedException {
        return measure(
                name,
                plan,
                Map.of(
                        STORE,
                        baseline.pid(),
                        Measured.GENERATOR,
                        ProcessHandle.current().pid()),
                count);
    }

    private Measured measure(String name, LoadPlan plan, Map<String, Long> pids, LongSupplier count)
            throws IOException, InterruptedException {
        ServiceMetrics metrics = metrics();
        ProcessorTime before = ProcessorTime.of(pids);
        LoadReport report = finish(name, start(plan));
        ProcessorTime after = ProcessorTime.of(pids);
        double batch = batch(metrics, metrics());
        Measured measured = new Measured(report, count.getAsLong(), after.microsSince(before), batch);
        say(name + ": stored " + measured.stored() + " (" + Math.round(measured.rate()) + "/s); " + report.line());
        return measured;
    }

    private static double batch(ServiceMetrics before, ServiceMetrics after) {
        double batches = after.sum(BATCHES) - before.sum(BATCHES);
        return batches == 0 ? 0 : (after.sum(BATCHED) - before.sum(BATCHED)) / batches;
    }

    /** Everything that runs, ourselves included. */
    Map<String, Long> pids() throws IOException {
        Map<String, Long> pids = new LinkedHashMap<>(stack.pids());
        pids.put(Measured.GENERATOR, ProcessHandle.current().pid());
        return pids;
    }

    ServiceMetrics metrics() throws IOException, InterruptedException {
        return ServiceMetrics.of(stack.uri(PortName.TELEMETRY_INGEST_MANAGEMENT, "/q/metrics"));
    }

    StoredReadings stored() {
        return stored;
    }

    Duration duration() {
        return setting.duration();
    }

    void say(String line) {
        PrintWriter out = setting.out();
        out.println("  " + line);
        out.flush();
    }
}
