package io.iotflow.cli.bench;

import io.iotflow.cli.trial.StoredReadings;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.ProjectRoot;
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

/** {@code iotflow bench query}. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description =
                "Asks a stack of its own, beside the store's own client, and holds the figures against the goals.")
final class BenchQueryCommand implements Callable<Integer> {

    private static final int QUICK_SECONDS = 5;
    private static final int SECONDS = 15;
    private static final int QUICK_ROWS = 300_000;
    private static final int ROWS = 10_000_000;

    private final ProjectRoot root;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "Short runs, few rows: whether it works, not how fast it is.")
    private boolean quick;

    @Option(names = "--only", split = ",", description = "Scenarios, of: latest, range, windows, export.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--seconds", description = "How long each run of queries lasts.")
    private @Nullable Integer seconds;

    @Option(names = "--rows", description = "How many rows are exported.")
    private @Nullable Integer rows;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path report;

    BenchQueryCommand(ProjectRoot root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    private Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("latest", Queries::latest);
        scenarios.put("range", Queries::range);
        scenarios.put("windows", Queries::windows);
        int usual = quick ? QUICK_ROWS : ROWS;
        Exports exports = new Exports(rows == null ? usual : rows);
        scenarios.put("export", exports::run);
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
        try (TrialStack stack = TrialStack.start(folder, root);
                Baselines baselines = new Baselines(folder, root);
                LoadEngine engine = new LoadEngine(1);
                StoredReadings stored = new StoredReadings(stack.facts())) {
            Bench bench = new Bench(setting(), stack, engine, stored);
            for (Map.Entry<String, Scenario> scenario : chosen.entrySet()) {
                out().println(scenario.getKey());
                figures.addAll(scenario.getValue().run(bench, baselines));
            }
        }
        Results results = new Results(conditions(), figures);
        out().print(results.table());
        out().flush();
        if (report != null) {
            results.write(report);
        }
        return figures.stream().allMatch(Figure::isMet) ? 0 : 1;
    }

    private BenchSetting setting() {
        int usual = quick ? QUICK_SECONDS : SECONDS;
        return new BenchSetting(
                Duration.ofSeconds(seconds == null ? usual : seconds), 1, Loads.DEVICES, new Windows(clock), out());
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        conditions.put("those who ask", "on the same machine, without the gateway");
        conditions.put("the raw session", "on the store of the same stack, in the same run");
        conditions.put("a reading", "five fields");
        return conditions;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
