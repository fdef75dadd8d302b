package io.iotflow.simulator.audit.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.simulator.audit.fleet.ReadBack.Row;
import io.iotflow.simulator.device.Connections;
import io.iotflow.simulator.device.Connections.Protocol;
import io.iotflow.simulator.device.DeviceFigures.Counts;
import io.iotflow.simulator.device.WireForm;
import io.iotflow.simulator.fleet.FleetMember;
import io.iotflow.simulator.fleet.FleetPlan;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.report.RunCourse.Second;
import io.iotflow.simulator.report.RunReport;
import io.iotflow.simulator.run.ScenarioRun;
import io.iotflow.simulator.scenario.ProfileSource;
import io.iotflow.simulator.scenario.Scenario;
import io.iotflow.simulator.scenario.ScenarioReader;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets that play a scenario, over MQTT, on a platform in memory. */
class FaultyFleetTest {

    private static final String EVERYTHING_GOES_WRONG = """
            {count: 5, failure_rate: 0, seed: 3,
             stages: [{kind: steady, seconds: 3, rate: 200}],
             faults: {duplicate: 0.1, late: 0.1, out_of_order: 0.1, bad_payload: 0.1, wrong_type: 0.1,
                      clock_skew: 0.1, dropped_connection: 0.05}}
            """;
    private static final String AWAY_FOR_A_WHILE = """
            {count: 5, failure_rate: 0, seed: 3,
             stages: [{kind: steady, seconds: 1, rate: 100}, {kind: reconnect_storm, seconds: 2, rate: 100},
                      {kind: outage, seconds: 2, rate: 100}]}
            """;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void losesNothingThatWasAcknowledgedWhateverItsDevicesDo() throws Exception {
        try (FakePlatform platform = new FakePlatform(201, FaultyFleetTest::storeOnce)) {
            Counts counts = counts(play(EVERYTHING_GOES_WRONG, platform));

            FleetAudit audit = audit(platform);
            assertThat(audit.passed()).as(audit.report()).isTrue();
            assertThat(audit.acknowledged()).isEqualTo(audit.sent()).isGreaterThan(100);
            assertThat(counts.faults()).isGreaterThan(50);
            assertThat(counts.reconnects()).isPositive();
            assertThat(platform.unreadable()).isPositive();
        }
    }

    @Test
    void keepsWhatItMeasuresDuringAnOutageAndSendsItAfterwards() throws Exception {
        try (FakePlatform platform = new FakePlatform(201, FaultyFleetTest::storeOnce)) {
            Counts counts = counts(play(AWAY_FOR_A_WHILE, platform));

            FleetAudit audit = audit(platform);
            assertThat(audit.passed()).isTrue();
            assertThat(audit.acknowledged()).isEqualTo(audit.sent()).isGreaterThan(200);
            assertThat(counts.reconnects()).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void failsAsOftenAsTheProfileSays() throws Exception {
        // Given forty devices of a profile that fails in two of a hundred
        try (FakePlatform platform = new FakePlatform(201, FaultyFleetTest::storeOnce)) {
            Counts counts =
                    counts(play("{count: 40, profile: default, interval: 0.02, duration: 3, seed: 5}", platform));

            // Then the share is that within five standard deviations
            long all = counts.sent() + counts.failures();
            double expected = all * 0.02;
            assertThat(all).isGreaterThan(2000);
            assertThat((double) counts.failures()).isCloseTo(expected, within(5 * Math.sqrt(expected * 0.98)));
        }
    }

    @Test
    void tellsHowItWentSecondBySecond() throws Exception {
        try (FakePlatform platform = new FakePlatform(201, FaultyFleetTest::storeOnce)) {
            RunReport report = play("{count: 4, interval: 0.1, duration: 3, failure_rate: 0, seed: 5}", platform);

            JsonNode late = report.course().json(2);
            assertThat(report.course().seconds())
                    .hasSize(3)
                    .allMatch(second -> second.acknowledged() > 0 && second.refused() == 0)
                    .allMatch(second -> second.p50Micros() > 0 && second.p99Micros() >= second.p50Micros());
            assertThat(report.course().seconds().stream()
                            .mapToLong(Second::acknowledged)
                            .sum())
                    .isLessThanOrEqualTo(counts(report).acknowledged());
            assertThat(late.path("from").asInt()).isEqualTo(2);
            assertThat(late.path("acknowledged")).hasSize(1);
            assertThat(late.path("latency_p99_ms")).hasSize(1);
        }
    }

    private static Counts counts(RunReport report) {
        return report.figures().counts();
    }

    private RunReport play(String document, FakePlatform platform) throws Exception {
        Scenario scenario =
                new ScenarioReader(ProfileSource::productAndFiles, () -> 1).read(ScenarioReader.parse(document));
        List<FleetMember> members = scenario.devices().apply("test");
        List<DeviceCredentials> devices = new ArrayList<>();
        for (long id = 1; id <= members.size(); id++) {
            devices.add(new DeviceCredentials(id, "d" + id, Long.toString(id)));
        }
        FleetPlan plan = new FleetPlan(
                devices,
                members.stream().map(FleetMember::profile).toList(),
                new WireForm("test", 1, 0, scenario.sending().timestamps()),
                1,
                scenario.firstRate(),
                scenario.tempo().ramp(),
                scenario.tempo().stagger(),
                scenario.faults(),
                scenario.seed());
        Connections connections = new Connections(
                vertx, Protocol.MQTT, "127.0.0.1", platform.overMqtt().address().getPort());
        try (ScenarioRun run = ScenarioRun.of(scenario, plan, connections, log(), Clock.systemUTC())) {
            assertThat(run.play((_, _, _) -> {})).isTrue();
            return run.report();
        }
    }

    private FleetAudit audit(FakePlatform platform) throws Exception {
        List<DeviceCredentials> devices = new ArrayList<>();
        for (long id = 1; id <= 5; id++) {
            devices.add(new DeviceCredentials(id, "d" + id, Long.toString(id)));
        }
        return FleetAudit.of(LoggedReadings.read(log()), devices, platform);
    }

    private Path log() {
        return folder.resolve("run.log");
    }

    /** As the store does: one row for a device and a time. */
    private static void storeOnce(FakePlatform platform, long number, long device, Row row) {
        platform.replace(device, row);
    }
}
