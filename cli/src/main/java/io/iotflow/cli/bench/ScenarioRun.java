package io.iotflow.cli.bench;

import io.iotflow.cli.trial.StoredReadings;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import io.iotflow.simulator.load.LoadEngine;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Scenarios one after another, beside baselines; those of a part on the same stack. */
record ScenarioRun(BenchOptions options, ProjectRoot root, BenchSetting setting, Map<String, String> conditions) {

    /** Where the stack comes from. */
    @FunctionalInterface
    interface StackSource {

        TrialStack open(TrialFolder folder) throws IOException, InterruptedException;
    }

    /**
     * Scenarios that share a stack.
     *
     * @param stack which one, for a person who waits
     */
    record Part(String stack, StackSource source, Map<String, Scenario> scenarios) {

        /** Those on the stack that runs already. */
        static Part running(StackHome home, Map<String, Scenario> scenarios) {
            return new Part("the stack that runs here", _ -> TrialStack.running(home), scenarios);
        }
    }

    /** Runs those that were asked for and shows their figures. Blocks. Answers the exit code: 2 when there is no such one. */
    int run(List<Part> parts) throws IOException, InterruptedException {
        Map<String, Scenario> all = new LinkedHashMap<>();
        parts.forEach(part -> all.putAll(part.scenarios()));
        Optional<Map<String, Scenario>> chosen = options.choose(all);
        if (chosen.isEmpty()) {
            return 2;
        }
        try {
            return options.show(
                    new Results(conditions, figures(parts, chosen.get().keySet())));
        } catch (PlatformException refused) {
            options.complain(String.valueOf(refused.getMessage()));
            return 1;
        }
    }

    private List<Figure> figures(List<Part> parts, Set<String> chosen)
            throws IOException, InterruptedException, PlatformException {
        List<Figure> figures = new ArrayList<>();
        for (Part part : parts) {
            Map<String, Scenario> scenarios = new LinkedHashMap<>(part.scenarios());
            scenarios.keySet().retainAll(chosen);
            if (!scenarios.isEmpty()) {
                figures.addAll(figures(part, scenarios));
            }
        }
        return figures;
    }

    private List<Figure> figures(Part part, Map<String, Scenario> scenarios)
            throws IOException, InterruptedException, PlatformException {
        options.say("On " + part.stack() + ":");
        List<Figure> figures = new ArrayList<>();
        try (TrialFolder folder = TrialFolder.create();
                TrialStack stack = part.source().open(folder);
                Baselines baselines = new Baselines(folder, root);
                LoadEngine engine = new LoadEngine(1);
                StoredReadings stored = new StoredReadings(stack.facts())) {
            Bench bench = new Bench(setting, stack, engine, stored);
            for (Map.Entry<String, Scenario> scenario : scenarios.entrySet()) {
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
