package io.iotflow.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.simulator.device.Faults;
import io.iotflow.simulator.device.TimestampFormat;
import io.iotflow.simulator.device.WireForm;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.profile.Profile;
import io.iotflow.simulator.profile.ProfileCatalog;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a plan says of its devices. */
class FleetPlanTest {

    private static final int DEVICES = 1000;
    private static final int PARTS = 10;

    @Test
    void devicesOfAFleetDoNotBeginAlike() {
        FleetPlan plan = plan(42);

        int[] devicesOfPart = new int[PARTS];
        IntStream.range(0, DEVICES)
                .forEach(device -> devicesOfPart[(int) (PARTS * new Random(plan.seed(device)).nextDouble())]++);

        // 100 each in the mean, with a standard deviation of 9.5
        assertThat(IntStream.of(devicesOfPart).boxed()).allMatch(count -> count > 50 && count < 150);
    }

    @Test
    void theSameSeedGivesEachDeviceTheSame() {
        assertThat(plan(42).seed(7)).isEqualTo(plan(42).seed(7)).isNotEqualTo(plan(43).seed(7));
    }

    private static FleetPlan plan(long seed) {
        Profile profile = ProfileCatalog.find("default").orElseThrow();
        List<DeviceCredentials> devices = IntStream.range(0, DEVICES)
                .mapToObj(id -> new DeviceCredentials(id, "device-" + id, "key"))
                .toList();
        return new FleetPlan(
                devices,
                Collections.nCopies(DEVICES, profile),
                new WireForm("run", 1, 0, TimestampFormat.ISO),
                1,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Faults.NONE,
                seed);
    }
}
