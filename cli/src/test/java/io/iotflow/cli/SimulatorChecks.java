package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.HttpCaller.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What simulated devices do on the running product. */
final class SimulatorChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RUNS = "/api/v1/simulator/runs";

    private final RunningStack stack;
    private final String[] operator;

    SimulatorChecks(RunningStack stack) throws Exception {
        this.stack = stack;
        this.operator = new String[] {"Authorization", "admin " + stack.adminToken()};
    }

    /** Commands are answered and in the history; Ctrl-C says goodbye and reports. */
    void obeysAndSaysGoodbye() throws Exception {
        Process device = stack.startIotflow("simulate", "--name", "told", "--interval", "1");
        long id = await().atMost(PATIENCE).ignoreExceptions().until(() -> id("told"), found -> isOnline(found));

        assertThat(send("get_status").output()).contains("completed", "telemetry_interval", "battery_level");
        assertThat(send("update_interval", "-p", "interval=0.5").output()).contains("completed", "0.5");
        assertThat(send("calibrate").output()).contains("completed", "calibrated");
        assertThat(send("restart").output()).contains("completed", "restarting");
        Command unknown = send("dance");
        assertThat(unknown.output()).contains("failed", "unknown command");
        assertThat(unknown.exitCode()).isEqualTo(1);

        List<String> history = new ArrayList<>();
        stack.get("/api/v1/devices/" + id + "/control", operator)
                .body()
                .path("commands")
                .forEach(command -> history.add(command.path("command").asText() + " "
                        + command.path("status").asText()));
        assertThat(history)
                .containsExactly(
                        "dance failed",
                        "restart completed",
                        "calibrate completed",
                        "update_interval completed",
                        "get_status completed");
        await().atMost(PATIENCE).until(() -> isOnline(id));
        stack.shell("kill -INT " + device.pid());

        String report = new String(device.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        device.waitFor();
        assertThat(report).containsPattern("commands +5\\R").contains("acknowledged", "p99");
        assertThat(isOnline(id)).as("after Ctrl-C").isFalse();
    }

    /** A name that is taken. */
    void helpsWithATakenName() throws Exception {
        stack.post("/api/v1/devices/register", "{\"name\":\"taken\",\"device_type\":\"sensor\"}");

        Command refused = simulate();
        Command suffixed = simulate("--auto-suffix");
        Command forced = simulate("--force-register");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("taken_1", "taken_2", "taken_3", "--auto-suffix");
        assertThat(suffixed.output()).contains("(taken_1)");
        assertThat(forced.output())
                .contains("device " + id("taken") + " (taken)")
                .containsPattern("acknowledged +[1-9]");
    }

    /** A scenario over HTTP. */
    void playsAScenarioOverHttp() throws Exception {
        Answer wrong = stack.post(RUNS, "{\"count\":0,\"colour\":\"red\"}", operator);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().toString()).contains("count must be", "'colour' is unknown");
        String scenario = """
                {"fleet": "home", "failure_rate": 0.05, "audit": true,
                 "stages": [{"kind": "ramp", "seconds": 3, "from": 5, "to": 40},
                            {"kind": "outage", "seconds": 2, "rate": 40}, {"kind": "steady", "seconds": 600, "rate": 20}],
                 "faults": {"duplicate": 0.05, "wrong_type": 0.05}}
                """;
        assertThat(stack.post(RUNS, scenario).status()).isEqualTo(401);

        Answer started = stack.post(RUNS, scenario, operator);

        assertThat(started.status()).as(started.body().toString()).isEqualTo(201);
        String run = RUNS + "/" + started.body().path("id").asText();
        await().atMost(PATIENCE).until(() -> run(run).path("stage").asText().equals("steady"));
        await().atMost(PATIENCE)
                .until(() -> run(run).at("/figures/counts/faults").asLong() > 0);
        assertThat(stack.post(run + "/stop", "", operator).status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> run(run).path("state").asText().equals("ended"));
        JsonNode report = stack.get(run + "/report", operator).body();
        assertThat(report.at("/audit/acknowledged").asLong()).isPositive();
        assertThat(report.at("/audit/missing").asLong()).isZero();
        assertThat(report.at("/audit/altered").asLong()).isZero();
        assertThat(report.at("/counts/faults").asLong()).isPositive();
        System.out.println(report);
    }

    private JsonNode run(String path) throws Exception {
        return stack.get(path, operator).body();
    }

    private Command simulate(String... flags) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("simulate", "--name", "taken", "--interval", "0.2", "--duration", "2", "--failure-rate", "0"));
        arguments.addAll(List.of(flags));
        return stack.iotflow(arguments.toArray(String[]::new));
    }

    private Command send(String command, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("command", "send", "-d", "told", "-c", command, "--wait"));
        arguments.addAll(List.of(more));
        return stack.iotflow(arguments.toArray(String[]::new));
    }

    private long id(String name) throws Exception {
        for (JsonNode device : stack.get("/api/v1/admin/devices?search=" + name, operator)
                .body()
                .path("devices")) {
            if (device.path("name").asText().equals(name)) {
                return device.path("id").asLong();
            }
        }
        throw new IllegalStateException("There is no device called " + name);
    }

    private boolean isOnline(long id) {
        try {
            return stack.get("/api/v1/devices/" + id + "/status")
                    .body()
                    .path("is_online")
                    .asBoolean();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
