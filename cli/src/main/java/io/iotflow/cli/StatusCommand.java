package io.iotflow.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.cli.process.ResidentMemory;
import io.iotflow.local.stack.StackState;
import io.iotflow.local.stack.StackState.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iotflow status}. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows what runs and what it takes.")
final class StatusCommand implements Callable<Integer> {

    /** Of systemd and LSB: the program is not running. */
    private static final int NOT_RUNNING = 3;

    private final LocalHome local;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    /** One line of the answer; memory in MiB, shared pages divided among those who share them. */
    record Line(String name, String state, long pid, int restarts, double memoryMib) {}

    /** The whole answer. */
    record Report(String phase, long readyAfterMillis, double memoryMib, List<Line> parts) {}

    StatusCommand(LocalHome local) {
        this.local = local;
    }

    @Override
    public Integer call() throws IOException {
        Optional<StackState> state = StackState.read(local.home()).filter(StackState::isLive);
        PrintWriter out = spec.commandLine().getOut();
        if (state.isEmpty()) {
            out.println(json ? "{\"phase\":\"STOPPED\"}" : "IoTFlow is not running.");
            return NOT_RUNNING;
        }
        Report report = report(state.get());
        out.println(json ? new ObjectMapper().writeValueAsString(report) : text(report));
        return 0;
    }

    private static Report report(StackState state) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("launcher", "ready", state.launcherPid(), 0, ResidentMemory.alone(state.launcherPid())));
        for (Part part : state.parts()) {
            boolean own = part.pid() != 0 && part.pid() != state.launcherPid();
            double memory = own ? ResidentMemory.ofTree(part.pid()) : 0;
            lines.add(new Line(part.name(), part.state(), part.pid(), part.restarts(), memory));
        }
        double sum = lines.stream().mapToDouble(Line::memoryMib).sum();
        return new Report(state.phase().name(), state.readyAfterMillis(), sum, lines);
    }

    private static String text(Report report) {
        StringBuilder text = new StringBuilder();
        for (Line line : report.parts()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-18s %-9s pid %-8d restarts %-3d %7.1f MiB%n",
                    line.name(),
                    line.state(),
                    line.pid(),
                    line.restarts(),
                    line.memoryMib()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%s; ready after %.1f s; resident memory of all processes %.0f MiB",
                report.phase(),
                report.readyAfterMillis() / 1000.0,
                report.memoryMib()));
        return text.toString();
    }
}
