package io.iotflow.cli.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code iotflow device}. */
@Command(
        name = "device",
        mixinStandardHelpOptions = true,
        subcommands = {DeviceDescriptionCommands.Create.class, DeviceDescriptionCommands.Update.class},
        description = "Registers, lists, changes and removes devices. DEVICE is a name or an id.")
public final class DeviceCommand {

    static final String DEVICES = "/api/v1/admin/devices";

    private static final List<String> COLUMNS =
            List.of("id", "name", "device_type", "status", "is_online", "last_seen");
    private static final List<String> KEY_COLUMNS =
            List.of("id", "prefix", "created_at", "last_used_at", "expires_at", "use_count");

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists devices.")
    int list(
            @Mixin Installation installation,
            @Option(names = "--status", defaultValue = "", description = "active, inactive or maintenance.")
                    String status,
            @Option(names = "--type", defaultValue = "", description = "Only devices of this type.") String type,
            @Option(names = "--search", defaultValue = "", description = "A part of the name.") String search,
            @Option(names = "--limit", defaultValue = "50", description = "At most this many, up to 500.") int limit)
            throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("status", status);
        parameters.put("device_type", type);
        parameters.put("search", search);
        parameters.put("per_page", Integer.toString(limit));
        JsonNode answer = installation.api().get(DEVICES, parameters);
        installation.table(answer, answer.path("devices"), COLUMNS);
        if (!installation.isJson()) {
            installation.line(answer.path("devices").size() + " of "
                    + answer.path("total_devices").asLong() + " devices.");
        }
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows all that is known of a device.")
    int show(@Mixin Installation installation, @Parameters(paramLabel = "DEVICE") String device)
            throws IOException, InterruptedException {
        JsonNode answer = found(installation.api(), device);
        installation.members(answer, answer.path("device").isObject() ? answer.path("device") : answer);
        return 0;
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Removes a device with its keys.")
    int delete(
            @Mixin Installation installation,
            @Parameters(paramLabel = "DEVICE") String device,
            @Option(names = "--yes", required = true, description = "Says that it is meant.") boolean meant)
            throws IOException, InterruptedException {
        Api api = installation.api();
        JsonNode answer = api.delete(DEVICES + "/" + Names.device(api, device), Map.of());
        installation.say(answer, "Device '" + device + "' is removed.");
        return 0;
    }

    @Command(name = "keys", mixinStandardHelpOptions = true, description = "Lists a device's keys; never a key itself.")
    int keys(@Mixin Installation installation, @Parameters(paramLabel = "DEVICE") String device)
            throws IOException, InterruptedException {
        JsonNode answer = found(installation.api(), device).path("auth_records");
        installation.table(answer, answer, KEY_COLUMNS);
        return 0;
    }

    @Command(
            name = "rotate-key",
            mixinStandardHelpOptions = true,
            description = "Gives a device a new key, shown once.")
    int rotateKey(
            @Mixin Installation installation,
            @Parameters(paramLabel = "DEVICE") String device,
            @Option(
                            names = "--grace",
                            defaultValue = "",
                            description = "The old one ends after this, such as 24h; else now.")
                    String grace)
            throws IOException, InterruptedException {
        Api api = installation.api();
        String path = DEVICES + "/" + Names.device(api, device) + "/api-keys";
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        JsonNode answer = api.send("POST", grace.isEmpty() ? path : path + "?grace=" + Api.encoded(grace), nothing);
        installation.say(answer, "api_key  " + answer.path("api_key").asText());
        return 0;
    }

    private static JsonNode found(Api api, String device) throws IOException, InterruptedException {
        return api.get(DEVICES + "/" + Names.device(api, device));
    }
}
