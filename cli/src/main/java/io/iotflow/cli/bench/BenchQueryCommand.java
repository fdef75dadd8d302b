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

/** {@code iotflow bench query}. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a stack of its own, beside the store's own client, and holds the figures against the goals.",
            "Scenarios: latest, range, windows, export."
        })
final class BenchQueryCommand implements Callable<Integer> {

    private static final int QUICK_SECONDS = 5;
    private static final int SECONDS = 15;
    private static final int WARM_UPS = 3;
    private static final int QUICK_ROWS = 300_000;
    private static final int ROWS = 10_000_000;

    private final StackHome home;
    private final ProjectRoot root;
    private final Clock clock;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--seconds", description = "How long each run of queries lasts.")
    private @Nullable Integer seconds;

    @Option(names = "--rows", description = "How many rows are exported.")
    private @Nullable Integer rows;

    @Option(names = "--use-running", description = "Asks the stack that runs here.")
    private boolean useRunning;

    BenchQueryCommand(StackHome home, ProjectRoot root, Clock clock) {
        this.home = home;
        this.root = root;
        this.clock = clock;
    }

    private Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("latest", LatestQueries::run);
        scenarios.put("range", Queries::range);
        scenarios.put("windows", Queries::windows);
        int usual = options.isQuick() ? QUICK_ROWS : ROWS;
        Exports exports = new Exports(rows == null ? usual : rows);
        scenarios.put("export", exports::run);
        return scenarios;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Part part = useRunning
                ? Part.running(home, scenarios())
                : new Part("a stack of its own", folder -> TrialStack.start(folder, root), scenarios());
        return new ScenarioRun(options, root, setting(), conditions()).run(List.of(part));
    }

    private BenchSetting setting() {
        int usual = options.isQuick() ? QUICK_SECONDS : SECONDS;
        return new BenchSetting(
                Duration.ofSeconds(seconds == null ? usual : seconds),
                options.isQuick() ? 1 : WARM_UPS,
                Loads.DEVICES,
                new Windows(clock),
                options.out());
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = MachineFacts.conditions();
        conditions.put("those who ask", "on the same machine, without the gateway");
        conditions.put("the raw session", "on the store of the same stack, in the same run");
        conditions.put("a reading", "five fields");
        return conditions;
    }
}
