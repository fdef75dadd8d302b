package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.StackState.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of an operator, on the running product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class CommandsEndToEnd {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_REACHED = 3;
    private static final int NOT_FOUND = 4;

    private RunningStack stack;
    private String key = "";

    @BeforeAll
    void start(RunningStack shared) throws Exception {
        stack = shared;
        key = create("boiler");
        send(key, "{\"temperature\":21.5,\"battery\":80}");
        send(key, "{\"temperature\":22.5,\"battery\":79}");
    }

    @Test
    void aDeviceIsListedShownAndRemoved() throws Exception {
        create("short-lived");

        assertThat(stack.run("device", "list")).contains("NAME", "short-lived", "boiler", "devices.");
        assertThat(stack.run("device", "show", "short-lived")).contains("device_type", "sensor");
        assertThat(stack.run("device", "update", "short-lived", "--status", "maintenance"))
                .contains("is changed");
        assertThat(json("device", "list", "--json", "--status", "maintenance")
                        .at("/devices/0/name")
                        .asText())
                .isEqualTo("short-lived");
        stack.run("device", "delete", "short-lived", "--yes");
        assertThat(stack.iotflow("device", "show", "short-lived").exitCode()).isEqualTo(NOT_FOUND);
    }

    @Test
    void aRotatedKeyReplacesTheOldOne() throws Exception {
        String old = create("rotated");

        String fresh = find("api_key +([A-Za-z0-9]{32})", stack.run("device", "rotate-key", "rotated"));

        assertThat(stack.post("/api/v1/devices/telemetry", "{\"a\":1}", "X-API-Key", old)
                        .status())
                .isEqualTo(401);
        send(fresh, "{\"a\":1}");
        assertThat(stack.run("device", "keys", "rotated")).contains("PREFIX", fresh.substring(0, 4));
    }

    @Test
    void groupsHoldDevices() throws Exception {
        assertThat(stack.run("group", "create", "cellar")).contains("is made");
        stack.run("group", "add", "cellar", "boiler");
        assertThat(stack.run("group", "show", "cellar")).contains("boiler");
        stack.run("group", "remove", "cellar", "boiler");
        assertThat(stack.run("group", "show", "cellar")).doesNotContain("boiler");
        assertThat(stack.run("group", "list")).contains("cellar");
        stack.run("group", "delete", "cellar");
        assertThat(stack.run("group", "list")).doesNotContain("cellar");
    }

    @Test
    void readingsAreShownInEveryForm() throws Exception {
        assertThat(stack.run("telemetry", "get", "-d", "boiler", "--hours", "1"))
                .contains("TEMPERATURE", "21.5", "22.5");
        assertThat(stack.run("telemetry", "get", "-d", "boiler", "--latest")).contains("temperature", "22.5");
        assertThat(stack.run("telemetry", "get", "-d", "boiler", "-m", "battery", "--format", "csv", "--limit", "1"))
                .contains("timestamp,battery")
                .doesNotContain("temperature");
        assertThat(json("telemetry", "get", "-d", "boiler", "--days", "1", "--format", "json")
                        .path("count")
                        .asInt())
                .isEqualTo(2);
        assertThat(stack.run(
                        "telemetry",
                        "get",
                        "-d",
                        "boiler",
                        "-m",
                        "temperature",
                        "--aggregate",
                        "max",
                        "--interval",
                        "1d"))
                .contains("VALUE", "22.5");
        assertThat(stack.run("telemetry", "stats", "-d", "boiler")).contains("temperature", "44.0");
        assertThat(stack.run("telemetry", "fields", "-d", "boiler")).contains("battery", "number");
        assertThat(stack.run("telemetry", "list-devices")).contains("boiler");
    }

    @Test
    void readingsAreExportedAndErased() throws Exception {
        String erased = create("erased");
        send(erased, "{\"a\":1}");
        Path csv = stack.folder().resolve("erased.csv");
        Path json = stack.folder().resolve("erased.json");

        stack.run("telemetry", "get", "-d", "erased", "--export-csv", csv.toString());
        stack.run("telemetry", "get", "-d", "erased", "--export-json", json.toString());
        String gone = stack.run("telemetry", "delete", "-d", "erased", "--start", "-1h", "--stop", "now");

        assertThat(Files.readString(csv)).contains("timestamp", "a");
        assertThat(Files.readString(json)).contains("\"a\"");
        assertThat(gone).contains("1 values are erased");
    }

    @Test
    void watchingWarnsOfAHighTemperatureAndALowBattery() throws Exception {
        String watched = create("watched");
        Process watch = stack.startIotflow(
                "telemetry",
                "watch",
                "--device",
                "watched",
                "--alert-threshold",
                "temperature:30",
                "--alert-threshold",
                "battery:20",
                "--count",
                "1");

        // Readings go on until the watch has seen one.
        while (watch.isAlive()) {
            send(watched, "{\"temperature\":31,\"battery\":19}");
        }

        assertThat(new String(watch.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("ALERT  temperature is 31", "above 30.0", "ALERT  battery is 19", "below 20.0");
        assertThat(watch.exitValue()).isZero();
    }

    @Test
    void aCommandIsSentAndNotWaitedForLongerThanSaid() throws Exception {
        assertThat(stack.run("command", "send", "-d", "boiler", "-c", "get_status"))
                .contains("pending");
        assertThat(stack.iotflow("command", "send", "-d", "boiler", "-c", "blink", "--wait", "--timeout", "1")
                        .exitCode())
                .isEqualTo(1);
        assertThat(stack.run("command", "list", "-d", "boiler")).contains("get_status", "blink");
    }

    @Test
    void aServiceThatIsRestartedIsAnotherProcessAndReady() throws Exception {
        Part before = stack.part("telemetry-query");

        assertThat(stack.run("restart", "telemetry-query")).contains("telemetry-query is ready");

        assertThat(stack.part("telemetry-query").pid()).isNotEqualTo(before.pid());
        assertThat(stack.run("telemetry", "get", "-d", "boiler", "--latest")).contains("22.5");
        assertThat(stack.iotflow("restart", "nonsense").exitCode()).isEqualTo(2);
    }

    @Test
    void anotherInstallationIsReachedByItsAddressOrByAProfile() throws Exception {
        String url = "http://127.0.0.1:" + stack.port(PortName.GATEWAY);
        Path profile = Files.writeString(
                stack.folder().resolve("profile"), "url=" + url + "\ntoken=" + stack.adminToken() + "\n");

        assertThat(stack.run("device", "list", "--profile", profile.toString())).contains("boiler");
        assertThat(stack.iotflow("device", "list", "--url", url, "--token", "wrong")
                        .output())
                .contains("401");
        assertThat(stack.iotflow("device", "list", "--url", "http://127.0.0.1:1")
                        .exitCode())
                .isEqualTo(NOT_REACHED);
    }

    @Test
    void saysHowTheInstallationIs() throws Exception {
        assertThat(stack.run("health")).contains("healthy");
        assertThat(stack.run("mqtt", "status")).contains("port");
        assertThat(stack.iotflow("doctor").output()).contains("JDK", "memory", "in use by this stack");
        assertThat(stack.run("completion")).contains("complete", "rotate-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "status",
                "logs",
                "reset",
                "backup",
                "restore",
                "export",
                "import",
                "restart",
                "health",
                "device",
                "device create",
                "device update",
                "group",
                "group add",
                "telemetry",
                "telemetry get",
                "telemetry watch",
                "telemetry stats",
                "command send",
                "mqtt watch",
                "psql",
                "redis",
                "iotdb",
                "doctor",
                "completion"
            })
    void everyCommandExplainsItself(String command) throws Exception {
        assertThat(stack.run((command + " --help").split(" ")))
                .contains("Usage: iotflow " + command)
                .doesNotContain("<arg", "null");
    }

    @Test
    void aBackupBringsBackWhatIsGone() throws Exception {
        String saved = create("saved");
        send(saved, "{\"level\":7,\"note\":\"full\"}");
        Path file = stack.folder().resolve("all.zip");

        assertThat(stack.run("backup", file.toString())).contains("readings are in");
        send(saved, "{\"level\":8}");
        assertThat(stack.iotflow("restore", file.toString()).output()).contains("--force", "nothing was changed");
        assertThat(stack.run("restore", file.toString(), "--force")).contains("are back");
        stack.run("restart");

        assertThat(stack.run("telemetry", "get", "-d", "saved"))
                .contains("7", "full")
                .doesNotContain("8.0");
        send(saved, "{\"level\":9}");
    }

    @Test
    void simulatedDevicesObeyAndSayGoodbye() throws Exception {
        new SimulatorChecks(stack).obeysAndSaysGoodbye();
    }

    @Test
    void theSimulatorHelpsWithATakenName() throws Exception {
        new SimulatorChecks(stack).helpsWithATakenName();
    }

    @Test
    void theSimulatorPlaysAScenarioOverHttp() throws Exception {
        new SimulatorChecks(stack).playsAScenarioOverHttp();
    }

    private String create(String name) throws Exception {
        return find("api_key +([A-Za-z0-9]{32})", stack.run("device", "create", name, "--type", "sensor"));
    }

    private void send(String with, String reading) throws Exception {
        assertThat(stack.post("/api/v1/devices/telemetry", reading, "X-API-Key", with)
                        .status())
                .isEqualTo(201);
    }

    private JsonNode json(String... arguments) throws Exception {
        return JSON.readTree(stack.run(arguments));
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
