package io.iotflow.cli.bench;

import io.iotflow.cli.bench.ScenarioRun.Part;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iotflow bench ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Puts load on a stack of its own, beside baselines, and holds the figures against the goals.",
            "Scenarios: lone, http, batch, mqtt, latency, drift, idle, devices, noisy."
        })
final class BenchIngestCommand implements Callable<Integer> {

    private static final int QUICK_SECONDS = 5;
    private static final int SECONDS = 15;
    private static final int QUICK_DEVICES = 2_000;
    private static final int DEVICES = 100_000;
    private static final int ROUNDS = 3;
    private static final Map<String, String> USUAL_LIMITS = Map.of("IOTFLOW_LIMITS_TELEMETRY_REQUESTS", "100");

    private final StackHome home;
    private final ProjectRoot root;
    private final Clock clock;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--seconds", description = "How long each run of load lasts.")
    private @Nullable Integer seconds;

    @Option(names = "--devices", description = "How many devices 'many' is.")
    private @Nullable Integer devices;

    @Option(
            names = "--limits",
            description = "Keeps the product's limits on how much a device may send in all scenarios.")
    private boolean limits;

    @Option(names = "--use-running", description = "Loads the stack that runs here, with its limits.")
    private boolean useRunning;

    BenchIngestCommand(StackHome home, ProjectRoot root, Clock clock) {
        this.home = home;
        this.root = root;
        this.clock = clock;
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("lone", Latency::lone);
        scenarios.put("http", Throughput::http);
        scenarios.put("batch", Throughput::batch);
        scenarios.put("mqtt", Throughput::mqtt);
        scenarios.put("latency", HalfRate::measure);
        scenarios.put("drift", Scale::drift);
        scenarios.put("idle", Scale::idle);
        scenarios.put("devices", Scale::devices);
        return scenarios;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new ScenarioRun(options, root, setting(), conditions()).run(parts());
    }

    /** What keeps a noisy device from the others is the product's limit on what one may send. */
    private List<Part> parts() {
        Map<String, Scenario> noisy = Map.of("noisy", Latency::noisy);
        if (useRunning || limits) {
            Map<String, Scenario> all = scenarios();
            all.putAll(noisy);
            return List.of(useRunning ? Part.running(home, all) : limited(all));
        }
        return List.of(
                new Part(
                        "a stack of its own, without limits on what a device may send",
                        folder -> TrialStack.start(folder, root, Map.of()),
                        scenarios()),
                limited(noisy));
    }

    private Part limited(Map<String, Scenario> scenarios) {
        return new Part(
                "a stack of its own, with the product's limits",
                folder -> TrialStack.start(folder, root, USUAL_LIMITS),
                scenarios);
    }

    private BenchSetting setting() {
        int usual = options.isQuick() ? QUICK_SECONDS : SECONDS;
        int many = options.isQuick() ? QUICK_DEVICES : DEVICES;
        return new BenchSetting(
                Duration.ofSeconds(seconds == null ? usual : seconds),
                options.isQuick() ? 1 : ROUNDS,
                devices == null ? many : devices,
                new Windows(clock),
                options.out());
    }

    private Map<String, String> conditions() {
        BenchSetting setting = setting();
        Map<String, String> conditions = MachineFacts.conditions();
        conditions.put("generator", "on the same machine");
        conditions.put("log of the store", "synchronous");
        conditions.put(
                "limit on a device's requests",
                limits || useRunning ? "as the product has it" : "off, except in noisy");
        conditions.put("a reading", "five fields");
        conditions.put("a run", setting.duration().toSeconds() + " s, " + setting.rounds() + " round(s)");
        return conditions;
    }
}
