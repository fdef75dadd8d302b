package io.iotflow.simulator.cumulocity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.simulator.cumulocity.EmulatedTenant.ManagedObject;
import io.iotflow.simulator.cumulocity.Outbox.Offer;
import io.iotflow.simulator.link.MqttLogin.Credentials;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cases that the contract names, over real MQTT connections on loopback, in virtual time. */
class ConformanceTest {

    private static final String SERIAL = EmulatedRun.serial(1);
    private static final Duration LONG = Duration.ofSeconds(1);

    private final EmulatedRun run;
    private final EmulatedRun.Memory memory = new EmulatedRun.Memory();

    ConformanceTest() throws Exception {
        run = new EmulatedRun();
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    private CumulocityDevice started() throws Exception {
        CumulocityDevice device = run.device(1, "heat pump", memory);
        run.start(device);
        return device;
    }

    private ManagedObject object() {
        return run.emulator.tenant.find(SERIAL).orElseThrow();
    }

    private List<String> sent(String prefix) {
        return run.emulator.exchanged.stream()
                .filter(line -> line.startsWith("> s/us " + prefix))
                .toList();
    }

    @Test
    void devicesNeverEvictEachOther() throws Exception {
        for (int id = 1; id <= 500; id++) {
            run.start(run.device(id, "device " + id, new EmulatedRun.Memory()));
        }

        assertThat(run.on(() -> run.emulator.connections.size())).isEqualTo(500);
        assertThat(run.emulator.takeovers).isZero();
        assertThat(run.emulator.connections).containsKeys("iot_sim_1_client", "iot_sim_500_client");
    }

    @Test
    void registersInOrderAndEndsSubscribedAfterARefusal() throws Exception {
        run.emulator.refusedSubscriptions = 2;
        CumulocityDevice device = run.device(1, "heat pump", memory);
        run.on(() -> {
            device.start();
            return true;
        });
        run.until(() -> run.emulator.refusedSubscriptions == 1);
        run.advance(LONG);
        run.until(() -> run.emulator.refusedSubscriptions == 0);
        run.advance(LONG);
        run.online(device);

        assertThat(run.emulator.exchanged)
                .containsExactly(
                        "> CONNECT iot_sim_1_client as t0815/device",
                        "> s/us 100,heat pump,c8y_MQTTDevice",
                        "> SUBSCRIBE s/ds (refused, 0x80)",
                        "> SUBSCRIBE s/ds (refused, 0x80)",
                        "> SUBSCRIBE s/ds",
                        "> s/us 110,iot_sim_1_client,IoTFlow Simulator Model,v1.0",
                        "> s/us 114,c8y_Restart,c8y_Configuration",
                        "> s/us 117,10",
                        "> s/us 122,iotflow-simulator,0.1.0,,IoTFlow",
                        "> s/us 500");
    }

    @Test
    void restartsReallyBetweenItsTwoAnswers() throws Exception {
        CumulocityDevice device = started();

        run.on(() -> {
            run.emulator.order(SERIAL, "510", "");
            return true;
        });
        run.until(() -> object().operations.getFirst().status.equals("SUCCESSFUL"));
        run.online(device);

        List<String> lines = run.emulator.exchanged;
        assertThat(lines.subList(lines.indexOf("< s/ds 510," + SERIAL), lines.size()))
                .containsExactly(
                        "< s/ds 510," + SERIAL,
                        "> s/us 501,c8y_Restart",
                        "> CONNECT " + SERIAL + " as t0815/device",
                        "> SUBSCRIBE s/ds",
                        "> s/us 503,c8y_Restart",
                        "> s/us 500");
    }

    @Test
    void runsARestartThatComesTwiceOnce() throws Exception {
        run.emulator.order(SERIAL, "510", "");

        CumulocityDevice device = started();
        run.until(() -> object().operations.getFirst().status.equals("SUCCESSFUL"));
        run.online(device);

        assertThat(run.emulator.exchanged)
                .filteredOn(line -> line.equals("< s/ds 510," + SERIAL))
                .hasSize(2);
        assertThat(sent("501")).hasSize(1);
        assertThat(run.emulator.connects).isEqualTo(2);
    }

    @Test
    void sendsOneMeasurementWithPowerAsTheProduct() throws Exception {
        CumulocityDevice device = started();

        run.on(() -> device.measured(new ElectricMeasurement(Instant.parse("2026-01-02T03:04:05.678Z"), 230.1, 9.8)));
        run.until(() -> object().measurements.size() == 1);

        JsonObject measurement = object().measurements.getFirst();
        JsonObject series = measurement.getJsonObject("c8y_ElectricMeasurement");
        assertThat(measurement.getString("time")).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(series.getJsonObject("power").getDouble("value")).isEqualTo(230.1 * 9.8);
        assertThat(series.getJsonObject("voltage").getString("unit")).isEqualTo("V");
    }

    @Test
    void bringsANameWithCommaAndQuoteWhole() throws Exception {
        run.start(run.device(1, "pump, \"east\"", memory));

        assertThat(object().name).isEqualTo("pump, \"east\"");
    }

    @Test
    void comesBackAfterTheSpecifiedPausesFiftyTimes() throws Exception {
        CumulocityDevice device = started();
        run.await(() -> run.emulator.kill());
        List<Long> pauses = new ArrayList<>();
        for (int attempt = 0; attempt < 50; attempt++) {
            int failed = attempt;
            run.until(() -> device.health().nextAttemptAt().isPresent()
                    && device.health().reconnectAttempts() == failed);
            long pause = run.on(() -> device.health().backoffSeconds());
            pauses.add(pause);
            run.advance(Duration.ofSeconds(pause));
        }
        run.until(() ->
                device.health().nextAttemptAt().isEmpty() && device.health().reconnectAttempts() == 50);
        run.advance(Duration.ofDays(1));

        assertThat(pauses.subList(0, 8)).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
        assertThat(pauses.stream().mapToLong(Long::longValue).sum()).isEqualTo(13_515);
        assertThat(run.on(() -> device.health().reconnectAttempts())).isEqualTo(50);
    }

    @Test
    void forgetsTheAttemptsAfterASuccessAndSubscribesAgain() throws Exception {
        CumulocityDevice device = started();
        run.await(() -> run.emulator.kill());
        run.until(() -> device.health().backoffSeconds() == 5);
        run.advance(Duration.ofSeconds(5));
        run.until(() -> device.health().backoffSeconds() == 10);
        run.await(() -> run.emulator.listen());
        run.advance(Duration.ofSeconds(10));
        run.online(device);

        assertThat(run.emulator.exchanged.getLast()).isEqualTo("> s/us 500");
        assertThat(run.emulator.exchanged)
                .filteredOn("> SUBSCRIBE s/ds"::equals)
                .hasSize(2);
        assertThat(run.on(() -> device.health().reconnectAttempts())).isZero();
    }

    @Test
    void staysAwayAfterADisconnectByTheUser() throws Exception {
        CumulocityDevice device = started();
        run.await(device::stop);
        run.advance(Duration.ofDays(1));

        assertThat(run.on(() -> device.health().connected())).isFalse();
        assertThat(run.emulator.connects).isEqualTo(1);
    }

    @Test
    void sendsAHeartbeatWhenIdleAndNoneWhenMeasurementsFlow() throws Exception {
        CumulocityDevice device = started();
        run.advance(Duration.ofSeconds(61));
        run.until(() -> object().heartbeats == 1);
        for (int cycle = 1; cycle <= 5; cycle++) {
            int expected = cycle;
            run.advance(Duration.ofSeconds(30));
            run.on(() -> device.measured(new ElectricMeasurement(run.timers.now(), 230, 10)));
            run.until(() -> object().measurements.size() == expected);
        }

        assertThat(object().heartbeats).isEqualTo(1);
    }

    @Test
    void registersOnceUntilTheRegistrationIsReset() throws Exception {
        run.await(started()::stop);
        run.await(started()::stop);
        assertThat(object().registrations).isEqualTo(1);

        memory.rememberRegistered(false);
        started();
        assertThat(object().registrations).isEqualTo(2);
    }

    @Test
    void refusesTopicsWithTheReasonAndKeepsTheConnection() throws Exception {
        CumulocityDevice device = started();
        for (String topic : List.of("a/#", "a/+/b", "#", "+", "", "x".repeat(65_536), "a\0b", "a*b")) {
            assertThat(run.on(() -> device.test(topic, "x"))).isInstanceOf(Offer.Refused.class);
        }
        Offer.Queued queued = (Offer.Queued) run.on(() -> device.test("s/us", "400,c8y_Test,hello"));
        run.await(queued::confirmed);

        assertThat(sent("400")).containsExactly("> s/us 400,c8y_Test,hello");
        assertThat(run.on(() -> device.health().connected())).isTrue();
    }

    @Test
    void raisesAMinorAlarmWithItsOwnTemplate() throws Exception {
        CumulocityDevice device = started();
        run.on(() -> device.alarm(Severity.MINOR, "c8y_Hot", "too hot"));
        run.until(() -> object().alarms.size() == 1);

        assertThat(object().alarms.getFirst().subList(0, 3)).containsExactly("303", "c8y_Hot", "too hot");
    }

    @Test
    void takesTheCredentialsOfTheBootstrapAndStopsAsking() throws Exception {
        Future<Credentials> asked = run.on(() -> run.connect(SERIAL, CumulocityEmulator.BOOTSTRAP_USER)
                .compose(session -> Bootstrap.ask(run.timers, LONG, session)));
        run.until(() -> run.emulator.exchanged.contains("> s/ucr "));
        run.emulator.acceptBootstrap = true;
        run.advance(LONG);
        run.until(asked::isComplete);
        long polls = run.emulator.exchanged.stream().filter("> s/ucr "::equals).count();
        run.advance(Duration.ofMinutes(5));
        run.await(() -> run.connect(SERIAL, asked.result().user()));

        assertThat(asked.result().user()).isEqualTo("t0815/device");
        assertThat(run.emulator.exchanged).filteredOn("> s/ucr "::equals).hasSize((int) polls);
        assertThat(run.emulator.exchanged.getLast()).endsWith("as t0815/device");
    }
}
