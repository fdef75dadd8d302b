package io.iotflow.simulator.cumulocity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.simulator.cumulocity.EmulatedTenant.ManagedObject;
import io.iotflow.simulator.cumulocity.Outbox.Offer;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What else can go wrong between a device and the platform, over real connections in virtual time. */
class FaultsTest {

    private static final String SERIAL = EmulatedRun.serial(1);

    private final EmulatedRun run;
    private final EmulatedRun.Memory memory = new EmulatedRun.Memory();

    FaultsTest() throws Exception {
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
    void takesASecondRefusingConnAckAsTheEnd() throws Exception {
        CumulocityDevice device = started();
        run.on(() -> {
            run.emulator.refuse(SERIAL);
            return true;
        });
        run.until(() -> device.health().backoffSeconds() == 5);

        assertThat(run.on(() -> device.health().lastError()).orElseThrow()).contains("CONNACK 3");
    }

    @Test
    void answersAConfigurationWithTheNewText() throws Exception {
        started();
        run.on(() -> {
            run.emulator.order(SERIAL, "513", "interval=7\nmode=\"eco\"");
            return true;
        });
        run.until(() -> object().operations.getFirst().status.equals("SUCCESSFUL"));

        assertThat(object().configuration).isEqualTo("interval=7\nmode=\"eco\"");
    }

    @Test
    void keepsWhatWaitsThroughALostConnectionAndRefusesWhatIsTooLarge() throws Exception {
        CumulocityDevice device = started();
        run.await(() -> run.emulator.kill());
        run.until(() -> device.health().backoffSeconds() == 5);
        assertThat(run.on(() -> device.event("c8y_Large", "x".repeat(16_184)))).isInstanceOf(Offer.Refused.class);
        run.on(() -> device.event("c8y_Kept", "kept"));
        run.await(() -> run.emulator.listen());
        run.advance(Duration.ofSeconds(5));
        run.online(device);
        run.until(() -> sent("400,c8y_Kept").size() == 1);

        assertThat(sent("400")).hasSize(1);
    }

    @Test
    void keepsTheOrderWhenThePlatformIsSlow() throws Exception {
        CumulocityDevice device = started();
        run.emulator.slowMillis = 30;
        for (int i = 1; i <= 5; i++) {
            int number = i;
            run.on(() -> device.event("c8y_Slow" + number, "slow"));
        }
        run.until(() -> sent("400").size() == 5);

        assertThat(sent("400"))
                .extracting(line -> line.split(",")[1])
                .containsExactly("c8y_Slow1", "c8y_Slow2", "c8y_Slow3", "c8y_Slow4", "c8y_Slow5");
    }

    @Test
    void staysBelowTheRateOfTheTenantAndLosesNothing() throws Exception {
        CumulocityDevice device = started();
        run.advance(Duration.ofSeconds(2));
        run.emulator.mostPerSecond = 11;
        run.rate.set(10);
        for (int i = 0; i < 30; i++) {
            run.on(() -> device.event("c8y_Paced", "paced"));
        }
        for (int tenth = 1; tenth <= 29; tenth++) {
            int expected = tenth;
            run.until(() -> sent("400").size() == expected && run.timers.waiting() > 1);
            run.advance(Duration.ofMillis(100));
        }
        run.until(() -> sent("400").size() == 30);

        assertThat(run.on(() -> device.health().connected())).isTrue();
        assertThat(run.emulator.connects).isEqualTo(1);
    }

    @Test
    void sendsAgainAfterThePlatformThrewItOutForBeingTooFast() throws Exception {
        CumulocityDevice device = started();
        run.advance(Duration.ofSeconds(2));
        run.emulator.mostPerSecond = 3;
        for (int i = 0; i < 5; i++) {
            run.on(() -> device.event("c8y_Burst", "burst"));
        }
        run.until(() -> device.health().backoffSeconds() == 5);
        run.emulator.mostPerSecond = Integer.MAX_VALUE;
        run.advance(Duration.ofSeconds(5));
        run.online(device);
        run.until(() -> sent("400").size() == 5);

        assertThat(run.emulator.connects).isEqualTo(2);
    }

    @Test
    void countsAMessageOfQosTwoOnceWhenItIsReleased() throws Exception {
        run.await(() -> run.connect(SERIAL, CumulocityEmulator.USER)
                .compose(session -> session.publish("s/us", Buffer.buffer("400,c8y_Twice,once,"), 2)));

        assertThat(sent("400")).containsExactly("> s/us 400,c8y_Twice,once,");
    }

    @Test
    void comesBackAfterAnotherClientTookItsName() throws Exception {
        CumulocityDevice device = started();
        run.await(() -> run.connect(SERIAL, CumulocityEmulator.USER));
        run.until(() -> device.health().backoffSeconds() == 5);
        run.advance(Duration.ofSeconds(5));
        run.online(device);

        assertThat(run.emulator.takeovers).isEqualTo(2);
        assertThat(object().registrations).isEqualTo(1);
    }

    @Test
    void aLostConnectionTouchesNoOtherDevice() throws Exception {
        CumulocityDevice first = started();
        CumulocityDevice second = run.device(2, "pv", new EmulatedRun.Memory());
        run.start(second);
        run.on(() -> {
            run.emulator.drop(SERIAL);
            return true;
        });
        run.until(() -> first.health().backoffSeconds() == 5);

        assertThat(run.on(() -> second.health().connected())).isTrue();
        assertThat(run.on(() -> second.health().lastDisconnectedAt())).isEmpty();
    }

    @Test
    void answersAnOperationThatItDoesNotSupport() throws Exception {
        started();
        run.on(() -> {
            run.emulator.order(SERIAL, "511", "ls, \"all\"");
            return true;
        });
        run.until(() -> object().operations.getFirst().status.equals("FAILED"));

        assertThat(sent("501")).containsExactly("> s/us 501,c8y_Command");
        assertThat(sent("502")).hasSize(1);
    }

    @Test
    void runsOperationsOneAfterTheOther() throws Exception {
        run.emulator.order(SERIAL, "513", "first");
        run.emulator.order(SERIAL, "513", "second");
        started();
        run.until(() -> object().operations.getLast().status.equals("SUCCESSFUL"));

        assertThat(object().configuration).isEqualTo("second");
        assertThat(sent("113")).containsExactly("> s/us 113,first", "> s/us 113,second");
    }
}
