package io.iotflow.registry.credential;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.registry.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Gives a device a new key and ends the old ones, everywhere. */
@Singleton
public class RotateApiKey {

    private final Database database;
    private final ApiKeyRepository keys;
    private final DeviceFeed changes;
    private final RandomGenerator random;

    RotateApiKey(Database database, ApiKeyRepository keys, DeviceFeed changes, RandomGenerator random) {
        this.database = database;
        this.keys = keys;
        this.changes = changes;
        this.random = random;
    }

    /**
     * @param device known to exist
     * @param grace how long the old keys go on; zero ends them at once
     * @return the new key, the only time that it is seen
     */
    public Uni<ApiKey> rotate(DeviceId device, Duration grace) {
        ApiKey key = ApiKey.generate(random);
        return database.inTransaction(connection ->
                        keys.endAll(connection, device, grace).chain(() -> keys.add(connection, device, key)))
                .chain(() -> changes.announce(DeviceFeed.Kind.CHANGED, device))
                .replaceWith(key);
    }
}
