package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackState;
import io.iotflow.local.stack.StackState.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The product as a user runs it: through the script, in a home of its own, on free ports. */
final class RunningStack {

    /** How long a part may take until it is ready again. */
    static final Duration RESTART = Duration.ofSeconds(60);

    private final Path root = ProjectRoot.find().folder();
    private final StackHome home;
    private final Map<String, String> settings;
    private final HttpClient http = HttpClient.newHttpClient();

    /** A device of a test. */
    record TestDevice(long id, String key) {

        String[] credential() {
            return new String[] {"X-API-Key", key};
        }

        /** Of its endpoints at the registry. */
        String path(String rest) {
            return "/api/v1/devices/" + id + rest;
        }
    }

    RunningStack(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /**
     * @param settings variables of all its processes
     */
    RunningStack(Path folder, Map<String, String> settings) throws IOException {
        this.home = StackHome.at(folder);
        this.settings = settings;
    }

    /** Starts the stack on free ports, without anything of an earlier run. */
    Command startFromNothing() throws IOException, InterruptedException {
        iotflow("down");
        iotflow("reset", "--yes");
        StackHome.at(home.folder());
        Command up = iotflow("up", "--ports", "auto");
        assertThat(up.exitCode()).as(up.output()).isZero();
        return up;
    }

    String adminToken() throws IOException {
        return Files.readString(folder().resolve("admin-token")).strip();
    }

    /** Runs the script with these arguments. */
    Command iotflow(String... arguments) throws IOException, InterruptedException {
        return Command.run(root, environment(), command(arguments));
    }

    /** What a command says that ends well. */
    String run(String... arguments) throws IOException, InterruptedException {
        Command command = iotflow(arguments);
        assertThat(command.exitCode()).as(command.output()).isZero();
        return command.output();
    }

    /** Starts the script and does not wait. */
    Process startIotflow(String... arguments) throws IOException {
        return Command.start(root, environment(), command(arguments));
    }

    /** Runs a line of shell in the checkout. */
    Command shell(String line) throws IOException, InterruptedException {
        return Command.run(root, environment(), List.of("bash", "-euo", "pipefail", "-c", line));
    }

    StackState state() throws IOException {
        return StackState.read(home).orElseThrow();
    }

    Part part(String name) throws IOException {
        return state().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    int port(PortName name) throws IOException {
        return state().ports().getOrDefault(name.label(), 0);
    }

    /** Ends a process as a crash would; the launcher starts it again. Answers how it was before. */
    Part kill(String name) throws IOException {
        Part victim = part(name);
        assertThat(ProcessHandle.of(victim.pid()).orElseThrow().destroyForcibly())
                .isTrue();
        return victim;
    }

    /** Waits until a part that was killed is ready again. */
    void awaitRestart(Part victim) {
        await().atMost(RESTART)
                .until(() -> part(victim.name()).restarts() > victim.restarts()
                        && part(victim.name()).state().equals("ready"));
    }

    /** Registers a device under a name that no other has. */
    TestDevice register(String name) throws IOException, InterruptedException {
        Answer answer = post(
                "/api/v1/devices/register",
                "{\"name\":\"" + name + " " + UUID.randomUUID() + "\",\"device_type\":\"sensor\"}");
        assertThat(answer.status()).isEqualTo(201);
        JsonNode device = answer.body().path("device");
        return new TestDevice(device.path("id").asLong(), device.path("api_key").asText());
    }

    Path folder() {
        return home.folder();
    }

    Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return gateway().send("POST", path, body, headers);
    }

    Answer put(String path, String body, String... headers) throws IOException, InterruptedException {
        return gateway().send("PUT", path, body, headers);
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return gateway().send("GET", path, "", headers);
    }

    private HttpCaller gateway() throws IOException {
        return new HttpCaller(http, port(PortName.GATEWAY));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("iotflow").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Without limits, which would be in the way of load. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("IOTFLOW_HOME", home.folder().toString());
        environment.put("IOTFLOW_SKIP_BUILD", "1");
        environment.put("IOTFLOW_LIMITS_TELEMETRY_REQUESTS", "0");
        environment.put("IOTFLOW_LIMITS_REGISTRATION_REQUESTS", "0");
        return environment;
    }
}
