package io.iotflow.cli;

import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackState;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iotflow reset}. */
@Command(name = "reset", mixinStandardHelpOptions = true, description = "Deletes everything that is stored here.")
final class ResetCommand implements Callable<Integer> {

    private final LocalHome local;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    ResetCommand(LocalHome local) {
        this.local = local;
    }

    @Override
    public Integer call() throws IOException {
        if (StackState.read(local.home()).filter(StackState::isLive).isPresent()) {
            spec.commandLine().getErr().println("IoTFlow is running. Stop it with 'iotflow down' first.");
            return 1;
        }
        Path folder = local.home().folder();
        if (!yes && !agreed(folder)) {
            spec.commandLine().getOut().println("Nothing was deleted.");
            return 1;
        }
        StackHome.delete(folder);
        spec.commandLine().getOut().println(folder + " is deleted.");
        return 0;
    }

    private static boolean agreed(Path folder) {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        String answer = console.readLine("Delete all devices and telemetry in %s? Type yes: ", folder);
        return "yes".equals(answer);
    }
}
