package io.iotflow.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.KeyHash;
import io.iotflow.identity.KeyUse;
import io.iotflow.identity.KeyUseLedger;
import io.iotflow.registry.RegistryOnRealParts;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.device.DeviceDescription;
import io.iotflow.registry.device.DeviceRepository;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses of keys are counted once, wherever a process ends on their way. */
@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class KeepKeyUsesTest {

    private static final int ALL = 1000;

    @Inject
    KeepKeyUses keepUses;

    @Inject
    KeyUseLedger ledger;

    @Inject
    KeyUseRepository repository;

    @Inject
    ApiKeyRepository keys;

    @Inject
    DeviceRepository devices;

    @Inject
    Database database;

    private DeviceId device = new DeviceId(1);
    private KeyHash key = KeyHash.of(new ApiKey("k".repeat(ApiKey.LENGTH)));

    @BeforeEach
    void register() {
        ApiKey made = ApiKey.generate(new Random());
        key = KeyHash.of(made);
        DeviceDescription description = new DeviceDescription(
                UUID.randomUUID().toString(),
                "sensor",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        device = await(devices.add(database, List.of(description))).getFirst().id();
        await(keys.add(database, device, made));
    }

    @Test
    void countsWhatAProcessHadTakenThatEndedBeforeItWasKept() {
        use(5);

        await(ledger.take(ALL));
        await(keepUses.keepAll());

        assertThat(useCount()).isEqualTo(5);
    }

    @Test
    void countsOnceWhatAProcessHadKeptThatEndedBeforeItSaidSo() {
        use(7);

        await(repository.keep(await(ledger.take(ALL))));
        await(keepUses.keepAll());

        assertThat(useCount()).isEqualTo(7);
    }

    @Test
    void leavesABatchToTheProcessThatHasJustTakenIt() {
        use(1);
        await(ledger.take(ALL));

        assertThat(await(ledger.abandoned(Duration.ofHours(1)))).isEmpty();
    }

    private void use(int times) {
        await(ledger.add(Map.of(key, new KeyUse(times, Clock.systemUTC().instant()))));
    }

    private long useCount() {
        return await(keys.of(device)).getFirst().useCount();
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(10));
    }
}
