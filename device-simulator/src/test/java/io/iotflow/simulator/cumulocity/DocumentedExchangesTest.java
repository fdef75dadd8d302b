package io.iotflow.simulator.cumulocity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.local.home.ProjectRoot;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The exchanges in docs/cumulocity.md are what the emulator sees. What it saw is in target/captures after a run. */
class DocumentedExchangesTest {

    private static final String SERIAL = EmulatedRun.serial(1);
    private static final String FENCE = "```";

    private final EmulatedRun run;
    private final EmulatedRun.Memory memory = new EmulatedRun.Memory();

    DocumentedExchangesTest() throws Exception {
        run = new EmulatedRun();
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    @Test
    void firstStart() throws Exception {
        started();

        compare("first-start", 0);
    }

    @Test
    void laterStart() throws Exception {
        run.await(started()::stop);
        int before = run.emulator.exchanged.size();
        started();

        compare("later-start", before);
    }

    @Test
    void measurementAlarmsAndEvent() throws Exception {
        CumulocityDevice device = started();
        int before = run.emulator.exchanged.size();
        Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
        run.on(() -> device.measured(new ElectricMeasurement(time, 230, 10)));
        run.on(() -> device.alarm(Severity.MAJOR, "c8y_Hot", "too hot, \"really\""));
        run.on(() -> device.clearAlarm("c8y_Hot"));
        run.on(() -> device.event("c8y_Door", "opened"));
        run.until(() -> run.emulator.exchanged.size() == before + 4);

        compare("data", before);
    }

    @Test
    void configuration() throws Exception {
        started();
        int before = run.emulator.exchanged.size();
        run.on(() -> {
            run.emulator.order(SERIAL, "513", "interval=7");
            return true;
        });
        run.until(() -> run.emulator.exchanged.getLast().startsWith("> s/us 503"));

        compare("configuration", before);
    }

    @Test
    void unsupportedOperation() throws Exception {
        started();
        int before = run.emulator.exchanged.size();
        run.on(() -> {
            run.emulator.order(SERIAL, "511", "ls");
            return true;
        });
        run.until(() -> run.emulator.exchanged.getLast().startsWith("> s/us 502"));

        compare("unsupported-operation", before);
    }

    @Test
    void heartbeat() throws Exception {
        started();
        int before = run.emulator.exchanged.size();
        run.advance(Duration.ofSeconds(61));
        run.until(() -> run.emulator.exchanged.size() == before + 1);

        compare("heartbeat", before);
    }

    @Test
    void bootstrap() throws Exception {
        Future<?> asked = run.on(() -> run.connect(SERIAL, CumulocityEmulator.BOOTSTRAP_USER)
                .compose(session -> Bootstrap.ask(run.timers, Duration.ofSeconds(1), session)));
        run.until(() -> run.emulator.exchanged.contains("> s/ucr "));
        run.emulator.acceptBootstrap = true;
        run.advance(Duration.ofSeconds(1));
        run.until(asked::isComplete);

        compare("bootstrap", 0);
    }

    private CumulocityDevice started() throws Exception {
        CumulocityDevice device = run.device(1, "heat pump", memory);
        run.start(device);
        return device;
    }

    private void compare(String name, int from) throws Exception {
        List<String> seen = run.emulator.exchanged.stream().skip(from).toList();
        Path root = ProjectRoot.find().folder();
        Path capture = root.resolve("device-simulator/target/captures/" + name + ".txt");
        Files.createDirectories(capture.getParent());
        Files.write(capture, seen);

        List<String> document = Files.readAllLines(root.resolve("docs/cumulocity.md"));
        int begin = document.indexOf(FENCE + name) + 1;
        assertThat(begin).as("a block %s in docs/cumulocity.md", name).isPositive();
        int length = document.subList(begin, document.size()).indexOf(FENCE);
        assertThat(seen.stream().map(String::stripTrailing))
                .containsExactlyElementsOf(document.subList(begin, begin + length));
    }
}
