package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeviceIdentifierTest {

    private final ApiKey key = ApiKey.generate(RandomGenerator.of("L64X128MixRandom"));
    private final DeviceIdentity pump = new DeviceIdentity(new DeviceId(7), "pump", "sensor", DeviceStatus.ACTIVE);
    private final FakeDirectory directory = new FakeDirectory();
    private final DeviceIdentifier identifier = new DeviceIdentifier(directory, new FixedSettings());

    @Test
    void asksTheDirectoryOnce() {
        directory.devices.put(KeyHash.of(key), pump);

        assertThat(identify(key.text())).isEqualTo(new Known(pump));
        assertThat(identify(key.text())).isEqualTo(new Known(pump));

        assertThat(directory.questions).isEqualTo(1);
    }

    @Test
    void asksAgainAfterAChange() {
        directory.devices.put(KeyHash.of(key), pump);
        identify(key.text());
        directory.devices.clear();

        identifier.forget(pump.id());

        assertThat(identify(key.text())).isInstanceOf(Unknown.class);
    }

    @Test
    void doesNotRememberAKeyThatNobodyHolds() {
        assertThat(identify(key.text())).isInstanceOf(Unknown.class);
        directory.devices.put(KeyHash.of(key), pump);

        assertThat(identify(key.text())).isEqualTo(new Known(pump));
    }

    @Test
    void doesNotAskForWhatCannotBeAKey() {
        assertThat(identify("short")).isInstanceOf(Unknown.class);
        assertThat(identify("'".repeat(32))).isInstanceOf(Unknown.class);
        assertThat(directory.questions).isZero();
    }

    @Test
    void saysThatItCannotTellAndAsksAgain() {
        directory.devices.put(KeyHash.of(key), pump);
        directory.down = true;
        assertThat(identify(key.text())).isEqualTo(new Unavailable(Duration.ofSeconds(5)));

        directory.down = false;

        assertThat(identify(key.text())).isEqualTo(new Known(pump));
    }

    @Test
    void letsARememberedDeviceInWhileTheDirectoryIsDown() {
        directory.devices.put(KeyHash.of(key), pump);
        identify(key.text());

        directory.down = true;

        assertThat(identify(key.text())).isEqualTo(new Known(pump));
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertThat(key.text()).matches("[A-Za-z0-9]{32}");
        assertThat(key.toString()).doesNotContain(key.text());
        assertThat(key.text()).startsWith(key.prefix());
    }

    private Identification identify(String text) {
        return identifier.identify(text).await().indefinitely();
    }

    private static final class FakeDirectory implements DeviceDirectory {
        private final Map<KeyHash, DeviceIdentity> devices = new HashMap<>();
        private int questions;
        private boolean down;

        @Override
        public Uni<Long> count() {
            return Uni.createFrom().item((long) devices.size());
        }

        @Override
        public Uni<Optional<DeviceIdentity>> findByKey(KeyHash key) {
            questions++;
            return down
                    ? Uni.createFrom().failure(new IllegalStateException("down"))
                    : Uni.createFrom().item(Optional.ofNullable(devices.get(key)));
        }

        @Override
        public Uni<Optional<DeviceIdentity>> findById(DeviceId id) {
            throw new UnsupportedOperationException();
        }
    }

    private record FixedSettings() implements IdentitySettings {
        @Override
        public long cacheSize() {
            return 100;
        }

        @Override
        public Duration refreshAfter() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration rememberFor() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration lookupTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration retryIn() {
            return Duration.ofSeconds(5);
        }
    }
}
