package io.iotflow.cli.bench;

import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code iotflow bench}: one subcommand for each part of the product that is measured. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the product on this machine.")
public final class BenchCommand {

    private BenchCommand() {}

    /** The command with what it measures. */
    public static CommandLine of(StackHome running, ProjectRoot root, Clock clock) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchIngestCommand(running, root, clock))
                .addSubcommand(new BenchQueryCommand(running, root, clock))
                .addSubcommand(new BenchSimulatorCommand())
                .addSubcommand(new BenchRegistryCommand(root));
    }
}
