package io.iotflow.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iotflow command}. */
@Command(
        name = "command",
        mixinStandardHelpOptions = true,
        subcommands = SendCommand.class,
        description = "Commands to devices.")
public final class CommandCommand {

    @Command(name = "list", mixinStandardHelpOptions = true, description = "A device's commands, the newest first.")
    int list(
            @Mixin Installation installation,
            @Option(
                            names = {"-d", "--device"},
                            required = true,
                            description = "Its name or id.")
                    String device,
            @Option(names = "--limit", defaultValue = "20", description = "At most this many (${DEFAULT-VALUE}).")
                    String limit)
            throws IOException, InterruptedException {
        Api api = installation.api();
        String path = "/api/v1/devices/" + Names.device(api, device) + "/control";
        JsonNode answer = api.get(path, Map.of("limit", limit));
        installation.table(
                answer, answer.path("commands"), List.of("command_id", "command", "status", "created_at", "result"));
        return 0;
    }
}
