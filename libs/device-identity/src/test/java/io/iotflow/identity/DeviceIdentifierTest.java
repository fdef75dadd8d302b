package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeviceIdentifierTest {

    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final ApiKey key = ApiKey.generate(random);
    private final DeviceIdentity pump = new DeviceIdentity(new DeviceId(7), "pump", "sensor", DeviceStatus.ACTIVE);
    private final FakeKeys directory = new FakeKeys();
    private final SetClock clock = new SetClock();
    private final DeviceIdentifier identifier =
            new DeviceIdentifier(directory, new FixedSettings(), clock, new SimpleMeterRegistry());

    @Test
    void saysFromMemoryOnlyWhoIsLetInAnyway() {
        KeyHash hash = KeyHash.of(key);
        directory.keys.put(hash, new HeldKey(pump, Optional.of(clock.instant().plusSeconds(10))));
        assertThat(identifier.remembered(hash)).isEmpty();

        identify(key);
        assertThat(identifier.remembered(hash)).contains(pump);

        clock.move(Duration.ofSeconds(10));
        assertThat(identifier.remembered(hash)).isEmpty();
        identifier.forget(pump.id());
        assertThat(identifier.remembered(hash)).isEmpty();
        assertThat(directory.queries).containsExactly(1);
    }

    @Test
    void aDeviceThatIsNotActiveIsNotLetInFromMemory() {
        holds(key, new DeviceIdentity(pump.id(), "pump", "sensor", DeviceStatus.MAINTENANCE));
        identify(key);

        assertThat(identifier.remembered(KeyHash.of(key))).isEmpty();
    }

    @Test
    void asksTheDirectoryOnce() {
        holds(key, pump);

        assertThat(identify(key)).isEqualTo(new Known(pump));
        assertThat(identify(key)).isEqualTo(new Known(pump));

        assertThat(directory.queries).containsExactly(1);
    }

    @Test
    void asksAgainAfterAChange() {
        holds(key, pump);
        identify(key);
        directory.keys.clear();

        identifier.forget(pump.id());

        assertThat(identify(key)).isInstanceOf(Unknown.class);
    }

    @Test
    void doesNotRememberWhatWasLookedUpBeforeAChange() {
        holds(key, pump);
        directory.slow = true;
        CompletableFuture<Identification> early = ask(key);
        directory.keys.clear();

        identifier.forget(pump.id());
        directory.answer();

        assertThat(early).isCompletedWithValue(new Known(pump));
        assertThat(identify(key)).isInstanceOf(Unknown.class);
    }

    @Test
    void stopsAKeyWhenItExpiresThoughItIsRemembered() {
        directory.keys.put(
                KeyHash.of(key), new HeldKey(pump, Optional.of(clock.instant().plusSeconds(10))));
        assertThat(identify(key)).isEqualTo(new Known(pump));

        clock.move(Duration.ofSeconds(10));

        assertThat(identify(key)).isInstanceOf(Unknown.class);
    }

    @Test
    void asksOnceForAKeyThatNobodyHolds() {
        identify(key);

        assertThat(identify(key)).isInstanceOf(Unknown.class);
        assertThat(directory.queries).containsExactly(1);
    }

    @Test
    void letsAKeyInAtOnceThatWasUnknownUntilAChange() {
        identify(key);
        holds(key, pump);

        identifier.forget(pump.id());

        assertThat(identify(key)).isEqualTo(new Known(pump));
    }

    @Test
    void aFloodOfWrongKeysPushesNobodyOutAndCostsFewQueries() {
        List<ApiKey> good = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            ApiKey mine = ApiKey.generate(random);
            good.add(mine);
            holds(mine, new DeviceIdentity(new DeviceId(i), "d" + i, "sensor", DeviceStatus.ACTIVE));
            identify(mine);
        }
        directory.queries.clear();
        directory.slow = true;

        List<CompletableFuture<Identification>> flood = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            flood.add(ask(ApiKey.generate(random)));
        }

        assertThat(directory.queries).hasSize(2);
        assertThat(flood.stream().filter(CompletableFuture::isDone)).hasSize(100_000 - 52);
        assertThat(flood.getLast()).isCompletedWithValue(new Unavailable(Duration.ofSeconds(5)));
        assertThat(good).allSatisfy(mine -> assertThat(identify(mine)).isInstanceOf(Known.class));

        directory.answer();
        assertThat(flood).allMatch(CompletableFuture::isDone);
        assertThat(directory.queries).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void aNewDeviceIsServedWithTheFloodBeforeIt() {
        directory.slow = true;
        for (int i = 0; i < 40; i++) {
            ask(ApiKey.generate(random));
        }
        holds(key, pump);

        CompletableFuture<Identification> mine = ask(key);
        directory.answer();

        assertThat(mine).isCompletedWithValue(new Known(pump));
    }

    @Test
    void doesNotAskForWhatCannotBeAKey() {
        assertThat(identifier.identify("short").await().indefinitely()).isInstanceOf(Unknown.class);
        assertThat(identifier.identify("'".repeat(32)).await().indefinitely()).isInstanceOf(Unknown.class);
        assertThat(directory.queries).isEmpty();
    }

    @Test
    void saysThatItCannotTellAndAsksAgain() {
        holds(key, pump);
        directory.down = true;
        assertThat(identify(key)).isEqualTo(new Unavailable(Duration.ofSeconds(5)));

        directory.down = false;

        assertThat(identify(key)).isEqualTo(new Known(pump));
    }

    @Test
    void letsARememberedDeviceInWhileTheDirectoryIsDown() {
        holds(key, pump);
        identify(key);

        directory.down = true;

        assertThat(identify(key)).isEqualTo(new Known(pump));
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertThat(key.text()).matches("[A-Za-z0-9]{32}");
        assertThat(key.toString()).doesNotContain(key.text());
        assertThat(key.text()).startsWith(key.prefix());
    }

    private void holds(ApiKey held, DeviceIdentity device) {
        directory.keys.put(KeyHash.of(held), new HeldKey(device, Optional.empty()));
    }

    private Identification identify(ApiKey offered) {
        return identifier.identify(offered.text()).await().indefinitely();
    }

    private CompletableFuture<Identification> ask(ApiKey offered) {
        return identifier.identify(offered.text()).subscribeAsCompletionStage();
    }
}
