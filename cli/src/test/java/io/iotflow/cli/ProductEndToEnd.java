package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.stack.StackState.Part;
import io.iotflow.simulator.audit.fleet.LoggedReadings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole product, started by its script and used as a user would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductEndToEnd {

    private final Path root = ProjectRoot.find().folder();
    private final Path log = root.resolve("target/end-to-end-run.log");
    private RunningStack stack;
    private long device;
    private String key = "";

    @BeforeAll
    void start() throws Exception {
        stack = new RunningStack(root.resolve("target/end-to-end"));
        Command up = stack.startFromNothing();
        assertThat(up.output()).contains("IoTFlow is ready", "admin-token", "HTTP", "MQTT");
        Answer registered = stack.post("/api/v1/devices/register", "{\"name\":\"pump\",\"device_type\":\"pump\"}");
        device = registered.body().at("/device/id").asLong();
        key = registered.body().at("/device/api_key").asText();
        assertThat(registered.status()).isEqualTo(201);
    }

    @AfterAll
    void stop() throws Exception {
        List<Long> processes = stack.state().parts().stream().map(Part::pid).toList();

        assertThat(stack.iotflow("down").output()).contains("stopped");

        assertThat(processes).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void registrationSaysWhatItTakes() throws Exception {
        assertThat(key).matches("[A-Za-z0-9]{32}");

        Answer again = stack.post("/api/v1/devices/register", "{\"name\":\"pump\",\"device_type\":\"pump\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("error").asText()).isEqualTo("Device name already exists");

        Answer nameless = stack.post("/api/v1/devices/register", "{\"device_type\":\"pump\"}");
        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.body().at("/violations/0/field").asText()).isEqualTo("name");
    }

    @Test
    void aReadingOverHttpComesBackWithItsTimeAndMetadata() throws Exception {
        String time = "2026-01-02T03:04:05.678Z";
        String reading = "{\"data\":{\"temperature\":21.5,\"on\":true},\"metadata\":{\"site\":\"A\"},\"timestamp\":\""
                + time + "\"}";
        assertThat(stack.post("/api/v1/devices/telemetry", reading).status()).isEqualTo(401);
        assertThat(stack.post("/api/v1/devices/telemetry", reading, "X-API-Key", "x".repeat(32))
                        .status())
                .isEqualTo(401);

        Answer stored = stack.post("/api/v1/devices/telemetry", reading, "X-API-Key", key);

        assertThat(stored.status()).isEqualTo(201);
        String range = "/api/v1/telemetry/" + device + "?start_time=2026-01-01&end_time=2026-01-03";
        JsonNode row = stack.get(range, "X-API-Key", key).body().at("/data/0");
        assertThat(row.path("timestamp").asText()).isEqualTo(time);
        assertThat(row.at("/data/temperature").asDouble()).isEqualTo(21.5);
        assertThat(row.at("/data/on").isBoolean()).isTrue();
        assertThat(row.at("/metadata/site").asText()).isEqualTo("A");
    }

    @Test
    void takesLinesAndGzipAndRefusesWhatIsTooLarge() throws Exception {
        String post = "curl -s -o /dev/stdout -w ' %{http_code}' -X POST http://127.0.0.1:"
                + stack.port(PortName.GATEWAY) + "/api/v1/telemetry/batch -H 'X-API-Key: " + key + "' ";
        String lines = post + "-H 'Content-Type: application/x-ndjson' --data-binary $'{\"a\":1}\\nnonsense\\n'";
        String gzip = "echo '[{\"a\":1},{\"a\":2}]' | gzip -c | " + post
                + "-H 'Content-Type: application/json' -H 'Content-Encoding: gzip' --data-binary @-";
        String bomb = "head -c 6000000 /dev/zero | tr '\\0' ' ' | gzip -c | " + post
                + "-H 'Content-Type: application/json' -H 'Content-Encoding: gzip' --data-binary @-";

        assertThat(stack.shell(lines).output())
                .contains("\"stored\":1", "malformed_json")
                .endsWith(" 207");
        assertThat(stack.shell(gzip).output()).contains("\"stored\":2").endsWith(" 200");
        assertThat(stack.shell(bomb).output()).contains("payload-too-large").endsWith(" 413");
    }

    @Test
    void aReadingOverMqttIsQueryableWhenItIsAcknowledged() throws Exception {
        for (int value = 1; value <= 5; value++) {
            assertThat(publish(key, device, value).exitCode()).isZero();
            JsonNode latest = stack.get("/api/v1/telemetry/" + device + "/latest", "X-API-Key", key)
                    .body();
            assertThat(latest.at("/latest_data/data/level").asInt()).isEqualTo(value);
        }
    }

    @Test
    void mqttRefusesAWrongKeyAndAnotherDevicesTopic() throws Exception {
        assertThat(publish("x".repeat(32), device, 1).exitCode()).isNotZero();
        assertThat(publish(key, device + 1000, 1).exitCode()).isNotZero();
    }

    @Test
    void operatorsSeeDevicesStatsAndHealth() throws Exception {
        assertThat(stack.get("/api/v1/admin/devices").status()).isEqualTo(401);
        String[] operator = {"Authorization", "admin " + stack.adminToken()};
        JsonNode devices =
                stack.get("/api/v1/admin/devices?search=pump", operator).body();
        assertThat(devices.path("total_devices").asInt()).isPositive();
        JsonNode stats = stack.get("/api/v1/admin/stats", operator).body();
        assertThat(stats.at("/device_stats/total").asInt()).isPositive();
        assertThat(stats.at("/telemetry_stats").has("rate_1m")).isTrue();
        Answer health = stack.get("/health?detailed=true");
        assertThat(health.status()).isEqualTo(200);
        for (String check : List.of("database", "redis", "iotdb", "mqtt")) {
            assertThat(health.body().at("/checks/" + check + "/healthy").asBoolean())
                    .as(check)
                    .isTrue();
        }
        assertThat(stack.get("/health?include=nonsense").status()).isEqualTo(400);
    }

    @Test
    void aDeviceThatIsSwitchedOffIsToldSo() throws Exception {
        Answer other = stack.post("/api/v1/devices/register", "{\"name\":\"off\",\"device_type\":\"pump\"}");
        String otherKey = other.body().at("/device/api_key").asText();
        String path = "/api/v1/admin/devices/" + other.body().at("/device/id").asLong() + "/status";
        assertThat(stack.post("/api/v1/telemetry", "{\"a\":1}", "X-API-Key", otherKey)
                        .status())
                .isEqualTo(201);

        Answer changed =
                stack.put(path, "{\"status\":\"maintenance\"}", "Authorization", "admin " + stack.adminToken());

        assertThat(changed.body().path("message").asText())
                .isEqualTo("Device status updated from active to maintenance");
        await().atMost(Duration.ofSeconds(1)).untilAsserted(() -> {
            Answer refused = stack.post("/api/v1/telemetry", "{\"a\":1}", "X-API-Key", otherKey);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body().path("message").asText()).isEqualTo("Device is currently maintenance");
        });
    }

    @Test
    void theLinesOfTheReadmeWork() throws Exception {
        Matcher block = Pattern.compile("<!-- executed by a test -->\\s*```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root.resolve("README.md")));
        assertThat(block.find()).isTrue();
        String lines = block.group(1)
                .replace("localhost:5000", "localhost:" + stack.port(PortName.GATEWAY))
                .replace("-p 1883", "-p " + stack.port(PortName.MQTT))
                .replace(".iotflow/admin-token", stack.folder() + "/admin-token");

        Command run = stack.shell(lines);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("\"stored\":true", "\"temperature\":21.5", "\"temperature\":22.5");
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        String ours = stack.state().parts().stream()
                .map(part -> "pid=" + part.pid() + ",")
                .collect(Collectors.joining("|"));

        List<String> addresses = stack.shell("ss -ltnpH | grep -E '" + ours + "' | awk '{print $4}'")
                .output()
                .lines()
                .toList();

        assertThat(addresses)
                .hasSizeGreaterThan(10)
                .allMatch(address -> address.startsWith("127.0.0.1:") || address.startsWith("[::ffff:127.0.0.1]:"));
    }

    @Test
    void aSecondUpSaysThatItIsRunning() throws Exception {
        Command up = stack.iotflow("up");

        assertThat(up.exitCode()).isZero();
        assertThat(up.output()).contains("is running already");
        assertThat(stack.iotflow("status").output()).contains("resident memory", "ready after");
    }

    @Test
    void aTakenPortIsSaidByName() throws Exception {
        RunningStack second = new RunningStack(root.resolve("target/end-to-end-second"));

        Command up = second.iotflow("up", "--port", "mqtt=" + stack.port(PortName.MQTT));

        assertThat(up.exitCode()).isNotZero();
        assertThat(up.output()).contains("meant for mqtt", "is taken");
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void nothingAcknowledgedIsMissingAfterKills() throws Exception {
        Files.deleteIfExists(log);
        Process device = stack.startIotflow(
                "simulate",
                "--name",
                "audited",
                "--duration",
                "45",
                "--interval",
                "0.01",
                "--audit",
                "--ack-log",
                log.toString());
        awaitAcknowledgements(log, 100);
        stack.awaitRestart(stack.kill("telemetry-ingest"));
        awaitAcknowledgements(log, acknowledgements(log) + 100);
        stack.awaitRestart(stack.kill("iotdb"));
        awaitAcknowledgements(log, acknowledgements(log) + 100);

        String output = new String(device.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(device.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("acknowledged but missing +0\\R").containsPattern("reconnects +[1-9]");
        System.out.println(output);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void whatWasStoredIsThereAfterDownAndUp() throws Exception {
        Answer before = stack.get("/api/v1/telemetry/" + device + "/latest", "X-API-Key", key);
        assertThat(before.status()).isEqualTo(200);

        assertThat(stack.iotflow("down").exitCode()).isZero();
        Command up = stack.iotflow("up", "--ports", "auto");

        assertThat(up.exitCode()).as(up.output()).isZero();
        Answer after = stack.get("/api/v1/telemetry/" + device + "/latest", "X-API-Key", key);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.body()).isEqualTo(before.body());
        System.out.println(stack.iotflow("status").output());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aBackupBringsBackEverythingThatWasAcknowledged() throws Exception {
        new BackupChecks(stack, log).bringsBackEverything("audited");

        Answer latest = stack.get("/api/v1/telemetry/" + device + "/latest", "X-API-Key", key);
        assertThat(latest.status()).isEqualTo(200);
    }

    private Command publish(String password, long target, int level) throws Exception {
        return stack.shell("timeout 20 mosquitto_pub -p %d -u %d -P %s -q 1 -t iotflow/devices/%d/telemetry -m '%s'"
                .formatted(stack.port(PortName.MQTT), device, password, target, "{\"level\":" + level + "}"));
    }

    private static void awaitAcknowledgements(Path log, long count) {
        await().atMost(RunningStack.RESTART).ignoreExceptions().until(() -> acknowledgements(log) >= count);
    }

    private static long acknowledgements(Path log) throws IOException {
        return LoggedReadings.read(log).acknowledged();
    }
}
