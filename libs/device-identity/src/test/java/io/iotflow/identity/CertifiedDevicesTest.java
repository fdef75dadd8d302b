package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertifiedDevicesTest {

    private final OnePump directory = new OnePump();
    private final CertifiedDevices devices = new CertifiedDevices(directory, new FixedSettings());

    @Test
    void findsADeviceByItsIdOrItsName() {
        assertThat(identify("7")).isEqualTo(new Known(directory.pump));
        assertThat(identify("pump")).isEqualTo(new Known(directory.pump));
        assertThat(identify("another")).isInstanceOf(Unknown.class);
        assertThat(identify("8")).isInstanceOf(Unknown.class);
    }

    @Test
    void doesNotTakeADirectoryThatIsAwayForAnUnknownDevice() {
        directory.away = true;

        assertThat(identify("pump")).isInstanceOf(Unavailable.class);
        assertThat(identify("7")).isInstanceOf(Unavailable.class);
    }

    private Identification identify(String idOrName) {
        return devices.identify(idOrName).await().indefinitely();
    }

    private static final class OnePump implements DeviceDirectory {

        private final DeviceIdentity pump = new DeviceIdentity(new DeviceId(7), "pump", "sensor", DeviceStatus.ACTIVE);
        private boolean away;

        @Override
        public Uni<Optional<DeviceIdentity>> findById(DeviceId id) {
            return found(id.equals(pump.id()));
        }

        @Override
        public Uni<Optional<DeviceIdentity>> findByName(String name) {
            return found(name.equals(pump.name()));
        }

        @Override
        public Uni<Long> count() {
            return Uni.createFrom().item(1L);
        }

        private Uni<Optional<DeviceIdentity>> found(boolean found) {
            return away
                    ? Uni.createFrom().failure(new IllegalStateException("away"))
                    : Uni.createFrom().item(found ? Optional.of(pump) : Optional.empty());
        }
    }
}
