package io.iotflow.cli.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iotflow chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Does harm to a stack of its own under load, and audits what it acknowledged.",
            "Of all faults the next one hits the same stack, if that bore the last one and needs no other settings."
        })
public final class ChaosCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final int KILL_SECONDS = 120;
    private static final int HANG_SECONDS = 60;
    private static final int OVERLOAD_SECONDS = 20;
    private static final int SECONDS_OF_EACH = 20;
    private static final int WARM_UP_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ProjectRoot root;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FAULT",
            description =
                    "kill-ingest, kill-store, hang-store, kill-registry, kill-redis, kill-postgres, disk-full, clock-jump, overload, rolling-restart, lose-data-node, or all.")
    private String chosen = ALL;

    @Option(
            names = "--seconds",
            description =
                    "How long a fault goes on: 120 for kills, 60 for hang-store, less for the others, 20 for each of all.")
    private @Nullable Integer seconds;

    @Option(names = "--rate", defaultValue = "2000", description = "Readings a second: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path report;

    public ChaosCommand(ProjectRoot root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    private Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("kill-ingest", new RepeatedKills(LoadedStack.INGEST, length(KILL_SECONDS)));
        faults.put("kill-store", new RepeatedKills(LoadedStack.STORE, length(KILL_SECONDS)));
        faults.put("hang-store", new HungStore(length(HANG_SECONDS)));
        faults.put("kill-registry", new RepeatedKills("device-registry", length(KILL_SECONDS)));
        faults.put("kill-redis", new RepeatedKills("redis", length(KILL_SECONDS)));
        faults.put("kill-postgres", new RepeatedKills("postgres", length(KILL_SECONDS)));
        faults.put("disk-full", new FullDisk(length(HANG_SECONDS)));
        faults.put("overload", new Overload(length(OVERLOAD_SECONDS)));
        faults.put("rolling-restart", new RollingRestart());
        // Those with settings of their own come last, so that the others share a stack.
        faults.put("clock-jump", new JumpingClock(length(HANG_SECONDS)));
        faults.put("lose-data-node", new LostDataNode(length(HANG_SECONDS)));
        return faults;
    }

    private Duration length(int usual) {
        int unlessSaid = chosen.equals(ALL) ? SECONDS_OF_EACH : usual;
        return Duration.ofSeconds(seconds == null ? unlessSaid : seconds);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Fault> faults = faults();
        if (!chosen.equals(ALL)) {
            if (!faults.containsKey(chosen)) {
                err().println("There is no fault '" + chosen + "'. There are: " + String.join(", ", faults.keySet())
                        + ", " + ALL);
                return 2;
            }
            faults.keySet().retainAll(List.of(chosen));
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (Grounds grounds = new Grounds(root)) {
            for (Map.Entry<String, Fault> fault : faults.entrySet()) {
                Outcome outcome = outcome(fault.getKey(), fault.getValue(), grounds);
                say(outcome.row());
                outcomes.add(outcome);
            }
        } catch (PlatformException refused) {
            err().println(refused.getMessage());
            return 1;
        }
        new ChaosTable(outcomes).lines().forEach(this::say);
        if (report != null) {
            write(outcomes, report);
        }
        return outcomes.stream().allMatch(Outcome::isGood) ? 0 : 1;
    }

    /** One that could not be brought to its end has failed, and the others follow. */
    private Outcome outcome(String name, Fault fault, Grounds grounds) throws InterruptedException, PlatformException {
        Optional<String> obstacle = fault.obstacle();
        if (obstacle.isPresent()) {
            return Outcome.notRun(name, obstacle.get());
        }
        try {
            Outcome outcome = trial(name, fault, grounds);
            if (!outcome.isGood()) {
                grounds.close();
            }
            return outcome;
        } catch (IOException failure) {
            grounds.close();
            err().println(name + ": " + failure.getMessage());
            return Outcome.of(name, List.of(Finding.none("trials that could not be ended", 1)));
        }
    }

    private Outcome trial(String name, Fault fault, Grounds grounds)
            throws IOException, InterruptedException, PlatformException {
        long begun = System.nanoTime();
        try (TrialFolder folder = TrialFolder.create()) {
            Map<String, String> environment = fault.environment(folder);
            if (grounds.hasToStart(environment)) {
                say(name + ": starting a stack");
            }
            try (LoadedStack loaded = LoadedStack.begin(grounds.next(environment), folder, rate, clock)) {
                say(name + ": under load");
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                List<Finding> findings = new ArrayList<>(fault.strike(loaded, folder));
                loaded.end();
                say(name + ": auditing");
                loaded.awaitReady(LoadedStack.STORE, 0, PATIENCE);
                findings.addAll(Audited.findings(loaded, this::say));
                long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
                findings.add(Finding.of(Outcome.TOOK, took, "s"));
                return Outcome.of(name, findings);
            }
        }
    }

    private void write(List<Outcome> outcomes, Path file) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode described = json.createObjectNode()
                .put("readings_per_second", rate)
                .put("processors", Runtime.getRuntime().availableProcessors());
        outcomes.forEach(
                outcome -> outcome.describe(described.withArray("faults").addObject()));
        Files.writeString(file, json.writeValueAsString(described));
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
