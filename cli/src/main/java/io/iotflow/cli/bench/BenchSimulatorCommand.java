package io.iotflow.cli.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import io.iotflow.cli.bench.sink.SinkProcess;
import io.iotflow.simulator.load.LoadEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iotflow bench simulator}. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Lets the load generator run against a server that keeps nothing: what it can do by itself.")
final class BenchSimulatorCommand implements Callable<Integer> {

    private static final List<String> SCENARIOS = List.of("idle", "http", "mqtt");

    /** What may be opened besides, such as classes that are loaded late. */
    private static final int OTHER_FILES = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--only", split = ",", description = "Scenarios, of: idle, http, mqtt.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "How long each run of load lasts: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--connections",
            defaultValue = "20000",
            description = "How many connections are opened and left alone: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> chosen = only.isEmpty() ? SCENARIOS : only;
        if (!SCENARIOS.containsAll(chosen)) {
            return refuse("There are the scenarios " + String.join(", ", SCENARIOS) + ".");
        }
        long most = mostFiles() - openFiles() - OTHER_FILES;
        if (chosen.contains("idle") && most < connections) {
            return refuse("This process may have " + mostFiles() + " files open, which is enough for " + most
                    + " connections. Raise the limit ('ulimit -n 65536') or say --connections " + most + ".");
        }
        List<Figure> figures = new ArrayList<>();
        try (SinkProcess sink = SinkProcess.start();
                LoadEngine engine = new LoadEngine(1)) {
            Generator generator = new Generator(engine, sink, Duration.ofSeconds(seconds), out());
            for (String scenario : chosen) {
                out().println(scenario);
                out().flush();
                figures.addAll(run(generator, scenario));
            }
        }
        return show(new Results(conditions(), figures));
    }

    private List<Figure> run(Generator generator, String scenario) throws IOException, InterruptedException {
        return switch (scenario) {
            case "idle" -> generator.idle(connections);
            case "http" -> generator.http();
            default -> generator.mqtt();
        };
    }

    private int show(Results results) throws IOException {
        out().print(results.table());
        out().flush();
        if (report != null) {
            results.write(report);
        }
        return results.figures().stream().allMatch(Figure::isMet) ? 0 : 1;
    }

    /** How many files this process may have open; the JVM has raised its limit as far as it may. */
    private static long mostFiles() {
        return files(UnixOperatingSystemMXBean::getMaxFileDescriptorCount, Integer.MAX_VALUE);
    }

    private static long openFiles() {
        return files(UnixOperatingSystemMXBean::getOpenFileDescriptorCount, 0);
    }

    private static long files(ToLongFunction<UnixOperatingSystemMXBean> figure, long otherwise) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? figure.applyAsLong(unix)
                : otherwise;
    }

    private static Map<String, String> conditions() {
        Map<String, String> conditions = MachineFacts.conditions();
        conditions.put("generator", "one process, one event loop");
        conditions.put("sink", "a process of its own on the same machine, one event loop, keeps nothing");
        conditions.put("open files allowed", Long.toString(mostFiles()));
        return conditions;
    }

    private int refuse(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(why);
        err.flush();
        return 2;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
