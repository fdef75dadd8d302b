package io.iotflow.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iotflow command send}. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Tells a device to do something, now or when it comes back.",
            "With --wait it ends with 0 when the device has completed it, else with 1."
        })
public final class SendCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MILLIS = 300;
    private static final Set<String> FINAL = Set.of("completed", "failed", "expired");

    @Mixin
    private Installation installation = new Installation();

    @Option(
            names = {"-d", "--device"},
            required = true,
            description = "Its name or id.")
    private String device = "";

    @Option(
            names = {"-c", "--command"},
            required = true,
            description = "Such as get_status.")
    private String command = "";

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A parameter; repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--wait", description = "Waits for what becomes of it.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Api api = installation.api();
        String path = "/api/v1/devices/" + Names.device(api, device) + "/control";
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("command", command);
        ObjectNode all = document.putObject("parameters");
        parameters.forEach(all::put);
        JsonNode given = api.send("POST", path, document);
        if (!wait) {
            show(given);
            return 0;
        }
        JsonNode last = await(api, path, given);
        show(last);
        return last.path("status").asText().equals("completed") ? 0 : 1;
    }

    private JsonNode await(Api api, String path, JsonNode given) throws IOException, InterruptedException {
        String id = given.path("command_id").asText();
        long tries = Duration.ofSeconds(seconds).toMillis() / LOOK_EVERY_MILLIS;
        JsonNode last = given;
        for (long i = 0; i < tries && !FINAL.contains(last.path("status").asText()); i++) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            for (JsonNode known : api.get(path, Map.of("limit", "100")).path("commands")) {
                last = known.path("command_id").asText().equals(id) ? known : last;
            }
        }
        return last;
    }

    private void show(JsonNode sent) throws IOException {
        JsonNode result = sent.path("result");
        installation.say(
                sent,
                "Command " + sent.path("command_id").asText() + " is "
                        + sent.path("status").asText() + (result.isObject() ? ": " + result : "") + ".");
    }
}
