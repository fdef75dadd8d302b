package io.iotflow.simulator.cumulocity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.simulator.cumulocity.EmulatedTenant.ManagedObject;
import io.iotflow.simulator.cumulocity.Outbox.Offer;
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
}
