package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotflow.domain.DeviceId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void doesNotRememberWhatChangedWhileItWasLookedUp() {
        directory.ready = new CompletableFuture<>();
        CompletableFuture<Optional<DeviceIdentity>> early =
                devices.find(directory.pump.id()).subscribeAsCompletionStage();

        devices.forget(Set.of(directory.pump.id()));
        directory.ready.complete(null);

        assertThat(early).isCompletedWithValue(Optional.of(directory.pump));
        find(directory.pump.id());
        assertThat(directory.asked).isEqualTo(2);
    }

    @Test
    void asksOnceForAllWhoAskMeanwhile() {
        directory.ready = new CompletableFuture<>();
        CompletableFuture<Optional<DeviceIdentity>> one =
                devices.find(directory.pump.id()).subscribeAsCompletionStage();
        CompletableFuture<Optional<DeviceIdentity>> other =
                devices.find(directory.pump.id()).subscribeAsCompletionStage();

        one.cancel(true);
        directory.ready.complete(null);

        assertThat(other).isCompletedWithValue(Optional.of(directory.pump));
        assertThat(directory.asked).isEqualTo(1);
    }

    @Test
    void goesOnWithoutTheDirectoryForThoseItKnows() {
        directory.away = true;
        assertThatThrownBy(() -> find(directory.pump.id())).hasMessage("away");
        directory.away = false;
        find(directory.pump.id());
        directory.away = true;

        assertThat(find(directory.pump.id())).contains(directory.pump);
        devices.forgetAll();
        assertThatThrownBy(() -> find(directory.pump.id())).hasMessage("away");
    }

    private Optional<DeviceIdentity> find(DeviceId id) {
        return devices.find(id).await().indefinitely();
    }
}
