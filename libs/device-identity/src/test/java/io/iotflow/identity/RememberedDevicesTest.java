package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedDevicesTest {

    private static final DeviceId NOBODY = new DeviceId(8);

    private final OnePump directory = new OnePump();
    private final RememberedDevices devices = new RememberedDevices(directory);

    @Test
    void asksOnceForADeviceUntilItChanges() {
        assertThat(find(directory.pump.id())).contains(directory.pump);
        assertThat(find(directory.pump.id())).contains(directory.pump);
        assertThat(directory.asked).isEqualTo(1);

        devices.forget(Set.of(directory.pump.id()));

        assertThat(find(directory.pump.id())).contains(directory.pump);
        assertThat(directory.asked).isEqualTo(2);
    }

    @Test
    void asksAgainForOneThatWasNotThere() {
        assertThat(find(NOBODY)).isEmpty();
        assertThat(find(NOBODY)).isEmpty();

        assertThat(directory.asked).isEqualTo(2);
    }

    private Optional<DeviceIdentity> find(DeviceId id) {
        return devices.find(id).await().indefinitely();
    }
}
