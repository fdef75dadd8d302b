package io.iotflow.cli.shell;

import com.fasterxml.jackson.databind.node.NullNode;
import io.iotflow.cli.installation.Api.Answer;
import io.iotflow.cli.installation.Installation;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code iotflow health}. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description =
                "Whether an installation is well, part by part; ends with 1 when it is not, 3 when it is not there.")
public final class HealthCommand implements Callable<Integer> {

    private static final int OK = 200;

    @Mixin
    private Installation installation = new Installation();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Answer answer = installation.api().call("GET", "/health?detailed=true", NullNode.getInstance());
        installation.members(answer.document(), answer.document());
        return answer.status() == OK ? 0 : 1;
    }
}
