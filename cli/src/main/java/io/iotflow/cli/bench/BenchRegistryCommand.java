package io.iotflow.cli.bench;

import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iotflow bench registry}. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "Registers, lists and recognises devices on a stack of its own, and holds the figures against"
                + " the goals. Scenarios: batch, single, statuses, refusals, keys.")
final class BenchRegistryCommand implements Callable<Integer> {

    private static final int QUICK_KEYS = 50_000;
    private static final int KEYS = 1_000_000;

    /** Each look-up of a key is one in the database: what a process remembers would hide what it costs. */
    private static final Map<String, String> FORGETFUL = Map.of("IOTFLOW_IDENTITY_CACHE_SIZE", "1");

    private final ProjectRoot root;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--keys", description = "How many keys 'many' is: a million.")
    private @Nullable Integer keys;

    BenchRegistryCommand(ProjectRoot root) {
        this.root = root;
    }

    private Map<String, RegistryScenario> scenarios() {
        Map<String, RegistryScenario> scenarios = new LinkedHashMap<>();
        scenarios.put("batch", Registrations::batch);
        scenarios.put("single", Registrations::single);
        scenarios.put("statuses", StatusPages::run);
        scenarios.put("refusals", EqualRefusals::run);
        int usual = options.isQuick() ? QUICK_KEYS : KEYS;
        KeyLookups lookups = new KeyLookups(keys == null ? usual : keys);
        scenarios.put("keys", lookups::run);
        return scenarios;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        Optional<Map<String, RegistryScenario>> chosen = options.choose(scenarios());
        if (chosen.isEmpty()) {
            return 2;
        }
        options.say("Starting a stack of its own.");
        List<Figure> figures = new ArrayList<>();
        try (TrialFolder folder = TrialFolder.create();
                TrialStack stack = TrialStack.start(folder, root, FORGETFUL);
                DevicesRepository devices = new DevicesRepository(stack.facts())) {
            RegistryBench bench = new RegistryBench(new RegistryCalls(stack), devices, options);
            for (Map.Entry<String, RegistryScenario> scenario : chosen.get().entrySet()) {
                options.say(scenario.getKey());
                figures.addAll(scenario.getValue().run(bench));
            }
        }
        return options.show(new Results(conditions(), figures));
    }

    private static Map<String, String> conditions() {
        Map<String, String> conditions = MachineFacts.conditions();
        conditions.put("those who ask", "on the same machine, without the gateway");
        conditions.put("PostgreSQL", "on the same machine, waits for the disk at each commit");
        return conditions;
    }
}
