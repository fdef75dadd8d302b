package io.iotflow.cli.shell;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.iotflow.cli.installation.Table;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iotflow doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Whether this machine can run the local stack: JDK, ports, disk, memory, clock; 1 when not.")
public final class DoctorCommand implements Callable<Integer> {

    private static final int JDK = 25;
    private static final long GIB = 1L << 30;
    private static final long NEEDED_DISK = 2 * GIB;
    private static final long NEEDED_MEMORY = 3 * GIB;

    /** A clock before this is plainly wrong, and readings would be refused as out of time. */
    private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");

    private final StackHome home;
    private final Ports ports;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    private record Finding(String what, boolean fine, String detail) {}

    public DoctorCommand(StackHome home, Ports ports, Clock clock) {
        this.home = home;
        this.ports = ports;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        List<Finding> findings = List.of(jdk(), freePorts(), disk(), memory(), time());
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> rows.addObject()
                .put("check", finding.what())
                .put("result", finding.fine() ? "fine" : "NOT FINE")
                .put("detail", finding.detail()));
        if (json) {
            spec.commandLine().getOut().println(rows.toPrettyString());
        } else {
            Table.of(rows, List.of("check", "result", "detail"))
                    .print(spec.commandLine().getOut());
        }
        return findings.stream().allMatch(Finding::fine) ? 0 : 1;
    }

    private static Finding jdk() {
        int version = Runtime.version().feature();
        return new Finding("JDK", version >= JDK, version + ", needed " + JDK);
    }

    private Finding freePorts() throws IOException {
        if (StackState.read(home).filter(StackState::isLive).isPresent()) {
            return new Finding("ports", true, "in use by this stack, which runs");
        }
        String taken = ports.taken(List.of(PortName.values())).stream()
                .map(name -> name.label() + " " + ports.of(name))
                .collect(Collectors.joining(", "));
        return new Finding("ports", taken.isEmpty(), taken.isEmpty() ? "all free" : "taken: " + taken);
    }

    private Finding disk() throws IOException {
        long free = Files.getFileStore(home.folder()).getUsableSpace();
        return new Finding("disk", free >= NEEDED_DISK, free / GIB + " GiB free, needed " + NEEDED_DISK / GIB);
    }

    private static Finding memory() {
        long size = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        return new Finding("memory", size >= NEEDED_MEMORY, size / GIB + " GiB, needed " + NEEDED_MEMORY / GIB);
    }

    private Finding time() {
        Instant now = clock.instant();
        return new Finding("clock", now.isAfter(EARLIEST), now.toString());
    }
}
