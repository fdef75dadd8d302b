package io.iotflow.cli.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that say what a device is. */
final class DeviceDescriptionCommands {

    private DeviceDescriptionCommands() {}

    /** What can be said of a device; empty for what is not said. */
    static final class Description {

        @Option(names = "--description", defaultValue = "", description = "For people.")
        private String text = "";

        @Option(names = "--location", defaultValue = "", description = "Where it is.")
        private String location = "";

        @Option(names = "--firmware", defaultValue = "", description = "The version of its firmware.")
        private String firmware = "";

        @Option(names = "--hardware", defaultValue = "", description = "The version of its hardware.")
        private String hardware = "";

        @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "A tag; repeatable.")
        private Map<String, String> tags = new LinkedHashMap<>();

        ObjectNode document() {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            put(document, "description", text);
            put(document, "location", location);
            put(document, "firmware_version", firmware);
            put(document, "hardware_version", hardware);
            if (!tags.isEmpty()) {
                ObjectNode all = document.putObject("tags");
                tags.forEach(all::put);
            }
            return document;
        }

        static void put(ObjectNode document, String name, String value) {
            if (!value.isEmpty()) {
                document.put(name, value);
            }
        }
    }

    /** {@code iotflow device create}. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Registers a device and shows its key, this once.")
    static final class Create implements Callable<Integer> {

        @Mixin
        private Installation installation = new Installation();

        @Mixin
        private Description description = new Description();

        @Parameters(paramLabel = "NAME", description = "Not yet taken.")
        private String name = "";

        @Option(names = "--type", required = true, description = "Such as sensor.")
        private String type = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode document = description.document().put("name", name).put("device_type", type);
            JsonNode answer = installation.api().send("POST", "/api/v1/devices/register", document);
            JsonNode device = answer.path("device");
            installation.say(
                    answer,
                    String.format(
                            "id       %s%napi_key  %s",
                            device.path("id").asText(), device.path("api_key").asText()));
            return 0;
        }
    }

    /** {@code iotflow device update}. */
    @Command(name = "update", mixinStandardHelpOptions = true, description = "Changes what is said; the rest stays.")
    static final class Update implements Callable<Integer> {

        @Mixin
        private Installation installation = new Installation();

        @Mixin
        private Description description = new Description();

        @Parameters(paramLabel = "DEVICE", description = "A name or an id.")
        private String device = "";

        @Option(names = "--name", defaultValue = "", description = "A new name.")
        private String name = "";

        @Option(names = "--type", defaultValue = "", description = "Another type.")
        private String type = "";

        @Option(names = "--status", defaultValue = "", description = "active, inactive or maintenance.")
        private String status = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            Api api = installation.api();
            String path = DeviceCommand.DEVICES + "/" + Names.device(api, device);
            ObjectNode document = description.document();
            Description.put(document, "name", name);
            Description.put(document, "device_type", type);
            JsonNode answer = document;
            if (!document.isEmpty()) {
                answer = api.send("PUT", path, document);
            }
            if (!status.isEmpty()) {
                ObjectNode change = JsonNodeFactory.instance.objectNode().put("status", status);
                answer = api.send("PUT", path + "/status", change);
            }
            installation.say(
                    answer, answer.isEmpty() ? "Nothing was said to change." : "Device '" + device + "' is changed.");
            return 0;
        }
    }
}
