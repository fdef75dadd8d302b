package io.iotflow.cli.bench;

import io.iotflow.cli.trial.StoredReadings;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.simulator.load.LoadEngine;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scenarios one after another against one stack, beside baselines. */
record ScenarioRun(BenchOptions options, ProjectRoot root, BenchSetting setting, Map<String, String> conditions) {

    /** Where the stack comes from. */
    @FunctionalInterface
    interface StackSource {

        TrialStack open(TrialFolder folder) throws IOException, InterruptedException;
    }

    /** Runs those that were asked for and shows their figures. Blocks. Answers the exit code: 2 when there is no such one. */
    int run(Map<String, Scenario> all, StackSource source) throws IOException, InterruptedException {
        Optional<Map<String, Scenario>> chosen = options.choose(all);
        if (chosen.isEmpty()) {
            return 2;
        }
        try (TrialFolder folder = TrialFolder.create()) {
            return options.show(new Results(conditions, figures(chosen.get(), folder, source)));
        } catch (PlatformException refused) {
            options.complain(String.valueOf(refused.getMessage()));
            return 1;
        }
    }

    private List<Figure> figures(Map<String, Scenario> chosen, TrialFolder folder, StackSource source)
            throws IOException, InterruptedException, PlatformException {
        options.say("Starting a stack of its own.");
        List<Figure> figures = new ArrayList<>();
        try (TrialStack stack = source.open(folder);
                Baselines baselines = new Baselines(folder, root);
                LoadEngine engine = new LoadEngine(1);
                StoredReadings stored = new StoredReadings(stack.facts())) {
            Bench bench = new Bench(setting, stack, engine, stored);
            for (Map.Entry<String, Scenario> scenario : chosen.entrySet()) {
                options.say(scenario.getKey());
                List<Figure> own = figures(scenario.getKey(), scenario.getValue(), bench, baselines);
                own.forEach(figure -> options.say(Results.line(figure).stripTrailing()));
                figures.addAll(own);
            }
        }
        return figures;
    }

    /** One that could not be brought to its end has failed, and the others follow. */
    private List<Figure> figures(String name, Scenario scenario, Bench bench, Baselines baselines)
            throws InterruptedException, PlatformException {
        try {
            return scenario.run(bench, baselines);
        } catch (IOException | RuntimeException failure) {
            options.complain(name + ": " + failure);
            return List.of(new Figure(name, "runs that could not be ended", 1, "", Goal.atMost(0)));
        }
    }
}
