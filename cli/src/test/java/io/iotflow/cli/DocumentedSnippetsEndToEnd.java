package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the pages show a reader to type, typed. */
@ExtendWith(SharedStack.class)
class DocumentedSnippetsEndToEnd {

    private static final Path DOCS = ProjectRoot.find().folder().resolve("docs");

    private final RunningStack stack;

    DocumentedSnippetsEndToEnd(RunningStack stack) {
        this.stack = stack;
    }

    @Test
    void theFiveMinutesWork() throws Exception {
        Command run = stack.shell(String.join("\n", blocks("start.md", "", "sh")));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("\"stored\":true", "temperature", "21.5", "\"command\":\"get_status\"")
                .containsPattern("acknowledged but missing +0\\R");
    }

    @Test
    void aDeviceConnectsByCurlAndMosquitto() throws Exception {
        Command run = stack.shell(connect() + "\ncurl -s \"http://127.0.0.1:" + stack.port(PortName.GATEWAY)
                + "/api/v1/telemetry/$DEVICE_ID?start_time=2026-01-01\" -H \"X-API-Key: $DEVICE_KEY\"");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("\"stored\":true", "\"stored\":2", "Heartbeat received", "2026-01-02T03:04:05.000Z")
                .contains("\"pressure\":2.4", "2026-01-02T03:04:06.000Z");
    }

    @Test
    void aDeviceConnectsByPython() throws Exception {
        assumeTrue(
                stack.shell("/usr/bin/python3 -c 'import paho.mqtt'").exitCode() == 0,
                "the Debian package python3-paho-mqtt is not installed");
        Path script = stack.folder().resolve("device.py");
        Files.writeString(script, String.join("\n", blocks("connect-a-device.md", ": python", "python")));
        Command device = stack.iotflow("device", "create", "python pump", "--type", "pump", "--json");
        String[] credentials = device.output()
                .replaceAll("(?s).*\"id\" : (\\d+).*\"api_key\" : \"(\\w+)\".*", "$1 $2")
                .split(" ");

        Command run = stack.shell("DEVICE_ID=%s DEVICE_KEY=%s timeout 30 /usr/bin/python3 %s"
                .formatted(credentials[0], credentials[1], script));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("stored True");
        assertThat(stack.iotflow("telemetry", "get", "-d", "python pump", "--latest")
                        .output())
                .contains("pressure", "2.5");
    }

    private String connect() throws IOException {
        return String.join("\n", blocks("connect-a-device.md", "", "sh"));
    }

    /** The blocks of a page that say so, with the addresses of this stack. */
    private List<String> blocks(String page, String mark, String language) throws IOException {
        Pattern block = Pattern.compile(
                "<!-- executed by a test" + mark + " -->\\s*```" + language + "\\n(.*?)```", Pattern.DOTALL);
        List<String> found = block.matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toList());
        assertThat(found).isNotEmpty();
        int http = stack.port(PortName.GATEWAY);
        int mqtt = stack.port(PortName.MQTT);
        found.replaceAll(text -> text.replace("localhost:5000", "127.0.0.1:" + http)
                .replace("-p 1883", "-p " + mqtt)
                .replace("\"localhost\", 1883", "\"127.0.0.1\", " + mqtt)
                .replace("-h localhost", "-h 127.0.0.1"));
        return found;
    }
}
