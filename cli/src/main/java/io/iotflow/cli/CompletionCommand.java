package io.iotflow.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code iotflow completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints what completes these commands in bash and zsh: source <(./iotflow completion).")
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(AutoComplete.bash("iotflow", spec.root().commandLine()));
        return 0;
    }
}
