package io.iotflow.cli;

import io.iotflow.local.stack.StackState;
import io.iotflow.local.stack.Sweep;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code iotflow down}. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything; what is stored stays.")
final class DownCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 90;

    private final LocalHome local;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DownCommand(LocalHome local) {
        this.local = local;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Optional<ProcessHandle> launcher = StackState.read(local.home())
                .filter(StackState::isLive)
                .flatMap(state -> ProcessHandle.of(state.launcherPid()));
        if (launcher.isPresent()) {
            end(launcher.get());
        }
        // What a killed launcher left behind.
        Sweep.endLeftovers(local.home());
        spec.commandLine().getOut().println(launcher.isPresent() ? "IoTFlow is stopped." : "IoTFlow was not running.");
        return 0;
    }

    private static void end(ProcessHandle launcher) throws InterruptedException, ExecutionException {
        launcher.destroy();
        try {
            launcher.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            launcher.destroyForcibly();
            launcher.onExit().get();
        }
    }
}
