package io.iotflow.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iotflow telemetry}. */
@Command(
        name = "telemetry",
        mixinStandardHelpOptions = true,
        subcommands = {GetCommand.class, WatchCommand.class, StatsCommand.class},
        description = "Readings: shown, watched, summed up, erased.")
public final class TelemetryCommand {

    private static final String TELEMETRY = "/api/v1/telemetry/";

    @Command(
            name = "list-devices",
            mixinStandardHelpOptions = true,
            description = "The devices that were ever heard, among the first 500.")
    int listDevices(@Mixin Installation installation) throws IOException, InterruptedException {
        ArrayNode heard = JsonNodeFactory.instance.arrayNode();
        for (JsonNode device : installation
                .api()
                .get("/api/v1/admin/devices", Map.of("per_page", "500"))
                .path("devices")) {
            if (device.hasNonNull("last_seen")) {
                heard.add(device);
            }
        }
        installation.table(heard, heard, List.of("id", "name", "device_type", "last_seen", "is_online"));
        return 0;
    }

    @Command(name = "fields", mixinStandardHelpOptions = true, description = "Which fields a device has sent.")
    int fields(
            @Mixin Installation installation,
            @Option(
                            names = {"-d", "--device"},
                            required = true,
                            description = "Its name or id.")
                    String device)
            throws IOException, InterruptedException {
        Api api = installation.api();
        JsonNode answer = api.get(TELEMETRY + Names.device(api, device) + "/fields");
        installation.table(answer, answer.path("fields"), List.of("name", "type", "first_time", "last_time"));
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Erases a device's readings of a time, both ends included.")
    int delete(
            @Mixin Installation installation,
            @Option(
                            names = {"-d", "--device"},
                            required = true,
                            description = "Its name or id.")
                    String device,
            @Option(names = "--start", required = true, description = "Such as -2h, or 2026-01-31T00:00:00Z.")
                    String start,
            @Option(names = "--stop", required = true, description = "The same, or now.") String stop)
            throws IOException, InterruptedException {
        Api api = installation.api();
        Map<String, String> range = Map.of("start_time", start, "stop_time", stop);
        JsonNode answer = api.delete(TELEMETRY + Names.device(api, device), range);
        installation.say(answer, answer.path("points").asLong() + " values are erased.");
        return 0;
    }
}
