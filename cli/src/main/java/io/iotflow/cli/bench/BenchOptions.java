package io.iotflow.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What benchmarks are asked alike: how long, which scenarios, where the figures go. A mixin of picocli. */
final class BenchOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "Short runs, few devices, few rows: whether it works, not how fast it is.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "SCENARIO", description = "Runs these scenarios only.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path report;

    boolean isQuick() {
        return quick;
    }

    /** Those of all scenarios that were asked for, in the order of all; empty, and said, when there is no such one. */
    <S> Optional<Map<String, S>> choose(Map<String, S> all) {
        for (String name : only) {
            if (!all.containsKey(name)) {
                complain("There is no scenario '" + name + "'. There are: " + String.join(", ", all.keySet()));
                return Optional.empty();
            }
        }
        Map<String, S> chosen = new LinkedHashMap<>(all);
        if (!only.isEmpty()) {
            chosen.keySet().retainAll(only);
        }
        return Optional.of(chosen);
    }

    /** Shows the figures, writes them where it was asked for, and answers the exit code: 1 when a goal is missed. */
    int show(Results results) throws IOException {
        out().print(results.table());
        out().flush();
        if (report != null) {
            results.write(report);
        }
        return results.figures().stream().allMatch(Figure::isMet) ? 0 : 1;
    }

    /** What goes on, for a person who waits. */
    void say(String line) {
        out().println(line);
        out().flush();
    }

    void complain(String line) {
        spec.commandLine().getErr().println(line);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
