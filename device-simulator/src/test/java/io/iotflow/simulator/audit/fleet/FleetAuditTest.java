package io.iotflow.simulator.audit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.simulator.audit.fleet.FakePlatform.Behaviour;
import io.iotflow.simulator.audit.fleet.ReadBack.Row;
import io.iotflow.simulator.load.FiveFields;
import io.iotflow.simulator.load.LoadEngine;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.LoadReport;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit must see every bug that can be planted in an ingest under load. */
class FleetAuditTest {

    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;
    private static final double RATE = 3000;
    private static final List<DeviceCredentials> FLEET = LongStream.rangeClosed(1, 20)
            .mapToObj(id -> new DeviceCredentials(id, "d" + id, Long.toString(id)))
            .toList();

    /** How readings reach the platform. */
    enum Way {
        HTTP,
        MQTT
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void passesWhenEverythingAcknowledgedIsStored(Way way) throws Exception {
        FleetAudit audit = auditOf(way, CREATED, (platform, _, device, row) -> platform.store(device, row));

        assertThat(audit.passed()).isTrue();
        assertThat(audit.acknowledged()).isGreaterThan(1000).isEqualTo(audit.sent());
        assertThat(audit.stored()).isEqualTo(audit.sent());
        assertThat(audit.indeterminate()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenAcknowledgedBeforeItIsWritten(Way way) throws Exception {
        // Given an ingest that writes what it acknowledged ten readings later, and is killed before the last ones
        Deque<Runnable> unwritten = new ArrayDeque<>();
        FleetAudit audit = auditOf(way, CREATED, (platform, _, device, row) -> {
            unwritten.addLast(() -> platform.store(device, row));
            if (unwritten.size() > 10) {
                unwritten.removeFirst().run();
            }
        });

        assertThat(audit.missing()).isEqualTo(10).isEqualTo(audit.witnesses().size());
        assertThat(audit.passed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenOneInAThousandIsDropped(Way way) throws Exception {
        FleetAudit audit = auditOf(way, CREATED, (platform, number, device, row) -> {
            if (number % 1000 != 0) {
                platform.store(device, row);
            }
        });

        assertThat(audit.missing()).isEqualTo(audit.sent() / 1000).isPositive();
        assertThat(audit.passed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenTwoDevicesAreSwapped(Way way) throws Exception {
        FleetAudit audit = auditOf(
                way, CREATED, (platform, _, device, row) -> platform.store(device <= 2 ? 3 - device : device, row));

        assertThat(audit.altered()).isGreaterThan(100);
        assertThat(audit.passed()).isFalse();
    }

    @Test
    void failsOnDuplicatesAndOnWhatWasNeverSent() throws Exception {
        FleetAudit audit = auditOf(Way.HTTP, CREATED, (platform, number, device, row) -> {
            platform.store(device, row);
            if (number == 1) {
                platform.store(device, row);
                platform.store(device, new Row(row.time() - 1, row.valuesHash(), ""));
            }
        });

        assertThat(audit.duplicated()).isEqualTo(1);
        assertThat(audit.unknown()).isEqualTo(1);
        assertThat(audit.passed()).isFalse();
    }

    @Test
    void countsWhatWasRefusedNeitherWay() throws Exception {
        FleetAudit audit = auditOf(Way.HTTP, UNAVAILABLE, (platform, number, device, row) -> {
            if (number % 2 == 0) {
                platform.store(device, row);
            }
        });

        assertThat(audit.passed()).isTrue();
        assertThat(audit.acknowledged()).isZero();
        assertThat(audit.indeterminate()).isEqualTo(audit.sent()).isPositive();
    }

    @Test
    void logsMoreThanOneSegmentHolds() throws Exception {
        Path path = folder.resolve("long.log");
        int readings = 150_000;
        try (FleetLog log = FleetLog.create(path, Clock.systemUTC())) {
            for (int i = 0; i < readings; i++) {
                log.sent(1, i, i);
                log.acknowledged(1, i);
            }
        }

        LoggedReadings logged = LoggedReadings.read(path);

        assertThat(logged.of(1)).hasSize(readings);
        assertThat(logged.of(1).values()).allMatch(LoggedReadings.Logged::acknowledged);
    }

    private FleetAudit auditOf(Way way, int status, Behaviour behaviour) throws Exception {
        Path path = folder.resolve("run.log");
        try (FakePlatform platform = new FakePlatform(status, behaviour);
                LoadEngine engine = new LoadEngine(2)) {
            LoadReport report;
            try (FleetLog log = FleetLog.create(path, Clock.systemUTC())) {
                Transport transport = way == Way.HTTP ? platform.overHttp() : platform.overMqtt();
                LoadPlan plan = new LoadPlan(
                        transport,
                        FLEET,
                        FiveFields.numbers(1_000, 42),
                        new Pace.OpenLoop(RATE),
                        Duration.ofSeconds(1),
                        log);
                report = engine.start(plan).thenCompose(LoadRun::report).get(60, TimeUnit.SECONDS);
            }
            FleetAudit audit = FleetAudit.of(LoggedReadings.read(path), FLEET, platform);
            assertThat(audit.acknowledged()).isEqualTo(report.acknowledged());
            return audit;
        }
    }
}
