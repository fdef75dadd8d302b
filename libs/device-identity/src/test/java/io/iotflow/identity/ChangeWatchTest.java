package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.iotflow.identity.KeyDirectory.Changes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The net that holds when Redis announces nothing. */
class ChangeWatchTest {

    private final ApiKey key = ApiKey.generate(RandomGenerator.of("L64X128MixRandom"));
    private final DeviceIdentity pump = new DeviceIdentity(new DeviceId(7), "pump", "sensor", DeviceStatus.ACTIVE);
    private final FakeKeys directory = new FakeKeys();
    private final SetClock clock = new SetClock();
    private final DeviceIdentifier identifier =
            new DeviceIdentifier(directory, new FixedSettings(), clock, new SimpleMeterRegistry());
    private final OnePump devices = new OnePump();
    private final RememberedDevices remembered = new RememberedDevices(devices);
    private final DeviceFeed feed = new DeviceFeed(redisThatIsNotAsked(), identifier, remembered);
    private final ChangeWatch watch = new ChangeWatch(directory, feed, new FixedSettings(), clock);

    @Test
    void forgetsWhatChangedWithoutAnAnnouncement() {
        remember();
        directory.keys.clear();
        directory.changes = new Changes(Set.of(pump.id()), "2");

        look();

        assertThat(identify()).isInstanceOf(Unknown.class);
        findPump();
        assertThat(devices.asked).isEqualTo(2);
    }

    @Test
    void tellsThoseWhoListenToo() {
        AssertSubscriber<DeviceId> listener =
                feed.devices(DeviceFeed.Kind.CHANGED).subscribe().withSubscriber(AssertSubscriber.create(10));
        remember();
        directory.changes = new Changes(Set.of(pump.id()), "2");

        look();

        assertThat(listener.getItems()).containsExactly(pump.id());
    }

    @Test
    void goesOnWithoutTheDatabaseForAsLongAsItMay() {
        remember();
        directory.down = true;

        clock.move(Duration.ofHours(24));
        look();
        assertThat(identify()).isEqualTo(new Known(pump));
        findPump();
        assertThat(devices.asked).isEqualTo(1);

        clock.move(Duration.ofSeconds(1));
        look();
        assertThat(identify()).isInstanceOf(Unavailable.class);
        findPump();
        assertThat(devices.asked).isEqualTo(2);
    }

    private void remember() {
        directory.keys.put(KeyHash.of(key), new HeldKey(pump, Optional.empty()));
        look();
        identify();
        findPump();
    }

    private void findPump() {
        assertThat(remembered.find(devices.pump.id()).await().indefinitely()).contains(devices.pump);
    }

    private static ReactiveRedisDataSource redisThatIsNotAsked() {
        return (ReactiveRedisDataSource) Proxy.newProxyInstance(
                ReactiveRedisDataSource.class.getClassLoader(),
                new Class<?>[] {ReactiveRedisDataSource.class},
                (_, method, _) -> {
                    throw new IllegalStateException("Redis was asked: " + method.getName());
                });
    }

    private void look() {
        watch.look().await().indefinitely();
    }

    private Identification identify() {
        return identifier.identify(KeyHash.of(key)).await().indefinitely();
    }
}
