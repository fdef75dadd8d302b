package io.iotflow.cli.bench;

import io.iotflow.cli.trial.StoredReadings;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import io.iotflow.simulator.load.LoadEngine;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iotflow bench ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Puts load on a stack of its own, beside baselines, and holds the figures against the goals.")
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "Short runs, few devices: whether it works, not how fast it is.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            description = "Scenarios, of: lone, http, batch, mqtt, latency, noisy, drift, idle, devices.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--seconds", description = "How long each run of load lasts.")
    private @Nullable Integer seconds;

    @Option(names = "--devices", description = "How many devices 'many' is.")
    private @Nullable Integer devices;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path report;

    @Option(names = "--limits", description = "Keeps the product's limits on how much a device may send.")
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
        scenarios.put("latency", Latency::atHalfRate);
        scenarios.put("noisy", Latency::noisy);
        scenarios.put("drift", Scale::drift);
        scenarios.put("idle", Scale::idle);
        scenarios.put("devices", Scale::devices);
        return scenarios;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Scenario> chosen = scenarios();
        for (String name : only) {
            if (!chosen.containsKey(name)) {
                err().println("There is no scenario '" + name + "'. There are: " + String.join(", ", chosen.keySet()));
                return 2;
            }
        }
        if (!only.isEmpty()) {
            chosen.keySet().retainAll(only);
        }
        try (TrialFolder folder = TrialFolder.create()) {
            return run(chosen, folder);
        } catch (PlatformException refused) {
            err().println(refused.getMessage());
            return 1;
        }
    }

    private int run(Map<String, Scenario> chosen, TrialFolder folder)
            throws IOException, InterruptedException, PlatformException {
        out().println("Starting a stack of its own.");
        out().flush();
        List<Figure> figures = new ArrayList<>();
        try (TrialStack stack = useRunning
                        ? TrialStack.running(home)
                        : TrialStack.start(folder, root, limits ? USUAL_LIMITS : Map.of());
                Baselines baselines = new Baselines(folder, root);
                LoadEngine engine = new LoadEngine(1);
                StoredReadings stored = new StoredReadings(stack.facts())) {
            Bench bench = new Bench(setting(), stack, engine, stored);
            for (Map.Entry<String, Scenario> scenario : chosen.entrySet()) {
                out().println(scenario.getKey());
                figures.addAll(scenario.getValue().run(bench, baselines));
            }
        }
        return show(new Results(conditions(), figures));
    }

    private int show(Results results) throws IOException {
        out().print(results.table());
        out().flush();
        if (report != null) {
            results.write(report);
        }
        return results.figures().stream().allMatch(Figure::isMet) ? 0 : 1;
    }

    private BenchSetting setting() {
        int usual = quick ? QUICK_SECONDS : SECONDS;
        int many = quick ? QUICK_DEVICES : DEVICES;
        return new BenchSetting(
                Duration.ofSeconds(seconds == null ? usual : seconds),
                quick ? 1 : ROUNDS,
                devices == null ? many : devices,
                new Windows(clock),
                out());
    }

    private Map<String, String> conditions() {
        BenchSetting setting = setting();
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        conditions.put("generator", "on the same machine");
        conditions.put("log of the store", "synchronous");
        conditions.put("limit on a device's requests", limits || useRunning ? "as the product has it" : "off");
        conditions.put("a reading", "five fields");
        conditions.put("a run", setting.duration().toSeconds() + " s, " + setting.rounds() + " round(s)");
        return conditions;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
