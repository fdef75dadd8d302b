package io.iotflow.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.installation.Installation;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code iotflow mqtt}. */
@Command(
        name = "mqtt",
        mixinStandardHelpOptions = true,
        subcommands = MqttWatchCommand.class,
        description = "What happens over MQTT.")
public final class MqttCommand {

    @Command(name = "status", mixinStandardHelpOptions = true, description = "How devices are listened to.")
    int status(@Mixin Installation installation) throws IOException, InterruptedException {
        JsonNode answer = installation.api().get("/api/v1/mqtt/status");
        installation.members(answer, answer);
        return 0;
    }
}
