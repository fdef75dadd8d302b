package io.iotflow.cli;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.infrastructure.HivemqServer;
import io.iotflow.local.infrastructure.StorePorts;
import io.iotflow.local.stack.LauncherOptions;
import io.iotflow.local.stack.StackState;
import io.iotflow.local.stack.StackState.Part;
import io.iotflow.local.stack.StackState.Phase;
import io.iotflow.local.stack.Sweep;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iotflow up}. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts everything and waits until it is ready.")
final class UpCommand implements Callable<Integer> {

    private static final long CHECK_MILLIS = 150;

    private final LocalHome local;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "NAME=N", description = "Sets a port, such as mqtt=2883; repeatable.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--ports", paramLabel = "auto", description = "auto: takes any free ports, and keeps them.")
    private @Nullable String choice;

    @Option(names = "--broker", description = "Devices connect to a broker, HiveMQ CE, from which ingest consumes.")
    private boolean broker;

    @Option(names = "--foreground", description = "Stays until Ctrl-C, which stops everything.")
    private boolean foreground;

    UpCommand(LocalHome local) {
        this.local = local;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<StackState> running = StackState.read(local.home()).filter(StackState::isLive);
        if (running.isPresent()) {
            out().println("IoTFlow is running already.");
            printAddresses(running.get());
            return 0;
        }
        // A stack whose launcher was killed may still hold its ports.
        Sweep.endLeftovers(local.home());
        Map<PortName, Integer> kept = StorePorts.kept(local.home());
        if ("auto".equals(choice)) {
            // Written down for the next start too.
            anyFree().with(kept).write(local.home().portsFile());
        }
        Ports ports = local.ports(settings);
        return isPossible(ports, kept) ? start(ports) : 1;
    }

    private Ports anyFree() throws IOException {
        return Files.exists(local.home().portsFile()) ? local.ports(List.of()) : Ports.free();
    }

    private boolean isPossible(Ports ports, Map<PortName, Integer> kept) {
        List<PortName> others = kept.entrySet().stream()
                .filter(port -> ports.of(port.getKey()) != port.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (!others.isEmpty()) {
            err().println("IoTDB keeps the ports that it was first started with. In this home they are:");
            kept.forEach((name, number) -> err().println("  " + name.label() + "=" + number));
            err().println("Others are set for "
                    + others.stream().map(PortName::label).collect(Collectors.joining(", "))
                    + ". './iotflow up --ports auto' takes them as they are, IOTFLOW_HOME another home, and"
                    + " './iotflow reset' deletes the data of this one.");
            return false;
        }
        List<PortName> taken = ports.taken(List.of(PortName.values()));
        taken.forEach(name -> err().println("Port " + ports.of(name) + ", meant for " + name.label() + ", is taken. "
                + (kept.containsKey(name)
                        ? "IoTDB keeps it for good: end what holds it, or choose another home with IOTFLOW_HOME."
                        : "Set another one with --port " + name.label() + "=N or " + name.variable() + ".")));
        return taken.isEmpty();
    }

    private int start(Ports ports) throws IOException, InterruptedException {
        Files.deleteIfExists(local.home().stateFile());
        Process launcher = spawn(ports);
        AtomicBoolean keep = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopUnless(keep, launcher), "stop-launcher"));
        Optional<StackState> state = awaitReady(launcher);
        if (state.isEmpty() || state.get().phase() != Phase.READY) {
            launcher.waitFor();
            err().println(whyNot(state));
            return 1;
        }
        printAddresses(state.get());
        if (foreground) {
            out().println("Ctrl-C stops everything.");
            out().flush();
            return launcher.waitFor();
        }
        keep.set(true);
        return 0;
    }

    private String whyNot(Optional<StackState> state) {
        if (state.filter(known -> known.phase() == Phase.STOPPED).isPresent()) {
            return "IoTFlow was stopped while it was being started.";
        }
        return "IoTFlow could not be started: "
                + state.map(StackState::message).orElse("the launcher ended") + " ("
                + local.home().log("launcher") + ")";
    }

    private Process spawn(Ports ports) throws IOException {
        LauncherOptions options =
                new LauncherOptions(local.home().folder(), ports, false, broker, OptionalLong.empty());
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            // In a session of its own, so that Ctrl-C in this terminal reaches it through us alone.
            command.add(setsid.toString());
        }
        command.addAll(options.command(local.root()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        local.home().log("launcher").toFile()))
                .start();
    }

    private Optional<StackState> awaitReady(Process launcher) throws IOException, InterruptedException {
        Set<String> shown = new HashSet<>();
        while (true) {
            boolean ended = launcher.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            Optional<StackState> state = StackState.read(local.home());
            state.ifPresent(known -> showProgress(known, shown));
            if (ended || state.filter(known -> known.phase() != Phase.STARTING).isPresent()) {
                return state;
            }
        }
    }

    private void showProgress(StackState state, Set<String> shown) {
        for (Part part : state.parts()) {
            if (part.state().equals("ready") && shown.add(part.name())) {
                out().println("  " + part.name() + " is ready");
                out().flush();
            }
        }
    }

    private void printAddresses(StackState state) {
        Map<String, Integer> ports = state.ports();
        out().println("IoTFlow is ready (after " + state.readyAfterMillis() / 100 / 10.0 + " s).");
        out().println("  HTTP         http://localhost:" + ports.get(PortName.GATEWAY.label()));
        if (state.parts().stream().anyMatch(part -> part.name().equals(HivemqServer.NAME))) {
            out().println("  MQTT         localhost:" + ports.get(PortName.MQTT.label()) + ", at HiveMQ CE");
        } else {
            out().println("  MQTT         localhost:" + ports.get(PortName.MQTT.label()) + ", TLS "
                    + ports.get(PortName.MQTT_TLS.label()) + ", WebSocket "
                    + ports.get(PortName.MQTT_WEBSOCKET.label()));
        }
        out().println("  admin token  " + local.home().folder().resolve(Secrets.ADMIN_TOKEN_FILE));
        out().println("  logs         " + local.home().logs());
        out().flush();
    }

    /** Ctrl-C while it starts, or in the foreground. */
    private static void stopUnless(AtomicBoolean keep, Process launcher) {
        if (!keep.get() && launcher.isAlive()) {
            launcher.destroy();
            try {
                launcher.waitFor();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
