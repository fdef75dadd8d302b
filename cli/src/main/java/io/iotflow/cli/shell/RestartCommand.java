package io.iotflow.cli.shell;

import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.Services;
import io.iotflow.local.stack.StackState;
import io.iotflow.local.stack.StackState.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iotflow restart}: a service drains and ends, and the launcher starts it again. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = {
            "Restarts services one after the other, each once the one before is ready; the databases run on.",
            "What a service holds, it brings to its end first. Meanwhile it answers 503 with Retry-After."
        })
public final class RestartCommand implements Callable<Integer> {

    private static final long CHECK_MILLIS = 100;
    private static final int MOST_CHECKS = 1200;

    private final StackHome home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "All five unless some are named.")
    private List<String> services = List.of();

    public RestartCommand(StackHome home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (StackState.read(home).filter(StackState::isLive).isEmpty()) {
            spec.commandLine().getErr().println("IoTFlow is not running. Start it with 'iotflow up'.");
            return 3;
        }
        for (String service : services) {
            if (!Services.NAMES.contains(service)) {
                spec.commandLine()
                        .getErr()
                        .println("There is no service '" + service + "'. There are: "
                                + String.join(", ", Services.NAMES) + ".");
                return 2;
            }
        }
        for (String service : services.isEmpty() ? Services.NAMES : services) {
            if (!restart(service)) {
                spec.commandLine()
                        .getErr()
                        .println(service + " was not ready again; see 'iotflow logs " + service + "'.");
                return 1;
            }
            spec.commandLine().getOut().println("  " + service + " is ready");
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private boolean restart(String service) throws IOException, InterruptedException {
        long before = part(service).map(Part::pid).orElse(0L);
        ProcessHandle.of(before).filter(_ -> before != 0).ifPresent(ProcessHandle::destroy);
        for (int i = 0; i < MOST_CHECKS; i++) {
            TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
            Optional<Part> now = part(service);
            if (now.filter(part -> part.pid() != before && part.state().equals("ready"))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Optional<Part> part(String service) throws IOException {
        return StackState.read(home).stream()
                .flatMap(state -> state.parts().stream())
                .filter(part -> part.name().equals(service))
                .findFirst();
    }
}
