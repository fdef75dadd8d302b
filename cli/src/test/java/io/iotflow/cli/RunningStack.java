package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackState;
import io.iotflow.local.stack.StackState.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The product as a user runs it: through the script, in a home of its own, on free ports. */
final class RunningStack {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root = ProjectRoot.find().folder();
    private final StackHome home;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What was answered over HTTP. */
    record Answer(int status, JsonNode body) {}

    RunningStack(Path folder) throws IOException {
        this.home = StackHome.at(folder);
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

    Path folder() {
        return home.folder();
    }

    Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    private HttpRequest.Builder request(String path, String... headers) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + port(PortName.GATEWAY) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("iotflow").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Without limits, which would be in the way of load. */
    private Map<String, String> environment() {
        return Map.of(
                "IOTFLOW_HOME", home.folder().toString(),
                "IOTFLOW_SKIP_BUILD", "1",
                "IOTFLOW_LIMITS_TELEMETRY_REQUESTS", "0",
                "IOTFLOW_LIMITS_REGISTRATION_REQUESTS", "0");
    }
}
