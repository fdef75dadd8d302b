package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.cli.RunningStack.TestDevice;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands that look into the local stack: its logs, its parts' own shells, its registry as a file, its live stream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class StackCommandsEndToEnd {

    private RunningStack stack;
    private TestDevice device;

    @BeforeAll
    void start(RunningStack shared) throws Exception {
        stack = shared;
        device = stack.register("looked into");
        send(device);
    }

    @Test
    void logsAreListedAndShown() throws Exception {
        assertThat(stack.run("logs").lines()).contains("device-registry", "telemetry-ingest", "iotdb", "launcher");
        List<String> lines =
                stack.run("logs", "telemetry-ingest", "--lines", "3").lines().toList();
        assertThat(lines).hasSize(3).last().asString().contains("\"level\"");

        Command unknown = stack.iotflow("logs", "nonsense");

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output()).contains("There is no log of 'nonsense'. There are: ", "telemetry-ingest");
    }

    @Test
    void aLogIsFollowed() throws Exception {
        Process follow = stack.startIotflow("logs", "telemetry-ingest", "--follow", "--lines", "1");
        try (Stream<String> shown = follow.inputReader(StandardCharsets.UTF_8).lines()) {
            TestDevice sender = stack.register("in the log");
            // Each request is a line of the log.
            assertThat(shown.peek(_ -> sendUnchecked(sender)).limit(5)).hasSize(5);
        } finally {
            follow.descendants().forEach(ProcessHandle::destroy);
            follow.destroy();
            follow.waitFor();
        }
    }

    @Test
    void theRegistryIsExportedAndWhatIsGoneComesBackFromThere() throws Exception {
        TestDevice gone = stack.register("gone");
        Path file = stack.folder().resolve("registry.jsonl");
        assertThat(stack.run("export", file.toString())).containsPattern("\\d+ devices are in " + file + "\\.");
        assertThat(Files.readString(file)).contains("gone").doesNotContain(gone.key());
        assertThat(stack.run("import", file.toString())).containsPattern("^0 of \\d+ devices were added\\.");
        stack.run("device", "delete", Long.toString(gone.id()), "--yes");

        String imported = stack.run("import", file.toString());

        assertThat(imported).containsPattern("^1 of \\d+ devices were added\\.");
        send(gone);
        assertThat(stack.iotflow("import", "/nowhere/registry.jsonl").output()).contains("/nowhere/registry.jsonl");
    }

    @Test
    void whatADeviceSendsIsWatchedByItsTopic() throws Exception {
        Process watch = stack.startIotflow("mqtt", "watch", "-d", Long.toString(device.id()), "--count", "2");

        // Readings go on until the watch has seen two.
        while (watch.isAlive()) {
            send(device);
        }

        assertThat(new String(watch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.equals("iotflow/devices/" + device.id() + "/telemetry  {\"level\":7}"));
        assertThat(watch.exitValue()).isZero();
    }

    @Test
    void theShellOfPostgresqlIsOpened() throws Exception {
        Command shell = stack.iotflow("psql", "--", "-At", "-c", "select name from devices where id = " + device.id());

        assertShell(shell, "psql", "postgresql-client", "looked into ");
    }

    @Test
    void theShellOfRedisIsOpened() throws Exception {
        assertShell(stack.iotflow("redis", "PING"), "redis-cli", "redis-tools", "PONG");
    }

    @Test
    void theShellOfIotdbIsOpened() throws Exception {
        Command shell = stack.iotflow("iotdb", "--", "-e", "select n_level from root.iotflow.d" + device.id());

        assertThat(shell.exitCode()).as(shell.output()).isZero();
        assertThat(shell.output()).contains("n_level", "7.0");
    }

    /** A client that is there answers; one that is not is named with its package. */
    private static void assertShell(Command shell, String program, String debianPackage, String answer) {
        if (isInstalled(program)) {
            assertThat(shell.exitCode()).as(shell.output()).isZero();
            assertThat(shell.output()).contains(answer);
        } else {
            assertThat(shell.exitCode()).isEqualTo(1);
            assertThat(shell.output())
                    .contains(program + " is not installed here. On Debian it is in the package " + debianPackage);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void sendUnchecked(TestDevice sender) {
        try {
            send(sender);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void send(TestDevice sender) throws Exception {
        assertThat(stack.post("/api/v1/devices/telemetry", "{\"level\":7}", sender.credential())
                        .status())
                .isEqualTo(201);
    }
}
