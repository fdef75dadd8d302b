package io.iotflow.cli.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code iotflow group}. */
@Command(
        name = "group",
        mixinStandardHelpOptions = true,
        description = "Groups of devices. GROUP and DEVICE are names or ids.")
public final class GroupCommand {

    private static final String GROUPS = "/api/v1/groups";
    private static final Map<String, String> MOST = Map.of("limit", "1000");

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists groups.")
    int list(@Mixin Installation installation) throws IOException, InterruptedException {
        JsonNode answer = installation.api().get(GROUPS, MOST);
        installation.table(answer, answer.path("groups"), List.of("id", "name", "dynamic", "description"));
        return 0;
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a group.")
    int create(
            @Mixin Installation installation,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--description", defaultValue = "", description = "For people.") String description,
            @Option(
                            names = "--all-of-type",
                            defaultValue = "",
                            description = "Holds every device of this type, always.")
                    String type)
            throws IOException, InterruptedException {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("name", name);
        if (!description.isEmpty()) {
            document.put("description", description);
        }
        if (!type.isEmpty()) {
            document.putObject("query").put("device_type", type);
        }
        JsonNode answer = installation.api().send("POST", GROUPS, document);
        installation.say(
                answer,
                "Group '" + name + "' is made, with the id "
                        + answer.at("/group/id").asText() + ".");
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a group and its devices.")
    int show(@Mixin Installation installation, @Parameters(paramLabel = "GROUP") String group)
            throws IOException, InterruptedException {
        Api api = installation.api();
        JsonNode answer = api.get(path(api, group) + "/devices", MOST);
        installation.table(answer, answer.path("devices"), List.of("id", "name", "device_type", "status"));
        return 0;
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Removes a group; its devices stay.")
    int delete(@Mixin Installation installation, @Parameters(paramLabel = "GROUP") String group)
            throws IOException, InterruptedException {
        Api api = installation.api();
        installation.say(api.delete(path(api, group), Map.of()), "Group '" + group + "' is removed.");
        return 0;
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds devices to a group.")
    int add(
            @Mixin Installation installation,
            @Parameters(index = "0", paramLabel = "GROUP") String group,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "DEVICE") List<String> devices)
            throws IOException, InterruptedException {
        return each(installation, "PUT", group, devices);
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes devices out of a group.")
    int remove(
            @Mixin Installation installation,
            @Parameters(index = "0", paramLabel = "GROUP") String group,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "DEVICE") List<String> devices)
            throws IOException, InterruptedException {
        return each(installation, "DELETE", group, devices);
    }

    private static int each(Installation installation, String method, String group, List<String> devices)
            throws IOException, InterruptedException {
        Api api = installation.api();
        String path = path(api, group) + "/devices/";
        JsonNode nothing = JsonNodeFactory.instance.nullNode();
        for (String device : devices) {
            api.send(method, path + Names.device(api, device), nothing);
        }
        JsonNode answer = JsonNodeFactory.instance.objectNode().put("changed", devices.size());
        installation.say(answer, "Done for " + devices.size() + " devices.");
        return 0;
    }

    private static String path(Api api, String group) throws IOException, InterruptedException {
        return GROUPS + "/" + Names.group(api, group);
    }
}
