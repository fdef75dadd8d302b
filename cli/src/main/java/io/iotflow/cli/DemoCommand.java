package io.iotflow.cli;

import io.iotflow.cli.demo.DemoFleet;
import io.iotflow.cli.installation.Installation;
import io.iotflow.local.home.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iotflow demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the local stack with something to look at: the devices of a home for an hour,",
            "three energy devices, and an alert that opens. What is there already stays."
        })
final class DemoCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 60;

    private final LocalHome local;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--ports", paramLabel = "auto", defaultValue = "", description = "As for 'iotflow up'.")
    private String ports = "";

    DemoCommand(LocalHome local, Clock clock) {
        this.local = local;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> up = new ArrayList<>(List.of("up"));
        if (!ports.isEmpty()) {
            up.add("--ports=" + ports);
        }
        int started = spec.root().commandLine().execute(up.toArray(String[]::new));
        if (started != 0) {
            return started;
        }
        Iotflow.describeStack(local);
        DemoFleet fleet = new DemoFleet(new Installation().api(), clock);
        String rule = fleet.watchPower();
        fleet.startEnergy();
        say("  three energy devices send");
        fleet.startHome();
        say("  the nine devices of a home send, for an hour");
        if (!awaitAlert(fleet, rule)) {
            say("No alert has opened yet; see 'iotflow logs admin-service'.");
            return 1;
        }
        say("  an alert is open");
        String gateway = "http://localhost:" + System.getProperty("iotflow.port.gateway");
        say("Look at " + gateway + "/console and " + gateway + "/simulator; the token is in "
                + local.home().folder().resolve(Secrets.ADMIN_TOKEN_FILE) + ".");
        return 0;
    }

    private static boolean awaitAlert(DemoFleet fleet, String rule) throws IOException, InterruptedException {
        for (int second = 0; second < MOST_SECONDS; second++) {
            if (fleet.isOpen(rule)) {
                return true;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return false;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
