package io.iotflow.cli.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.cli.trial.TrialStack;
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
        description = "Does harm to a stack of its own under load, and audits what it acknowledged.")
public final class ChaosCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final int KILL_SECONDS = 120;
    private static final int HANG_SECONDS = 60;
    private static final int WARM_UP_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ProjectRoot root;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FAULT", description = "kill-ingest, kill-store, hang-store, or all.")
    private String chosen = ALL;

    @Option(names = "--seconds", description = "How long the fault goes on: 120, and 60 for hang-store.")
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
        return faults;
    }

    private Duration length(int usual) {
        return Duration.ofSeconds(seconds == null ? usual : seconds);
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
        try {
            for (Map.Entry<String, Fault> fault : faults.entrySet()) {
                Outcome outcome = trial(fault.getKey(), fault.getValue());
                say(outcome.row());
                outcomes.add(outcome);
            }
        } catch (PlatformException refused) {
            err().println(refused.getMessage());
            return 1;
        }
        if (report != null) {
            write(outcomes, report);
        }
        return outcomes.stream().allMatch(Outcome::isGood) ? 0 : 1;
    }

    private Outcome trial(String name, Fault fault) throws IOException, InterruptedException, PlatformException {
        say(name + ": starting a stack of its own");
        try (TrialFolder folder = TrialFolder.create();
                TrialStack stack = TrialStack.start(folder, root);
                LoadedStack loaded = LoadedStack.begin(stack, folder, rate, clock)) {
            say(name + ": under load");
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            List<Finding> findings = new ArrayList<>(fault.strike(loaded, folder));
            loaded.end();
            say(name + ": auditing");
            loaded.awaitReady(LoadedStack.STORE, 0, PATIENCE);
            findings.addAll(Audited.findings(loaded, this::say));
            return new Outcome(name, findings);
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
