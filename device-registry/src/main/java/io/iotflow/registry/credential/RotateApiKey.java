package io.iotflow.registry.credential;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Gives a device a new key, and ends keys, everywhere. Each change is audited in its own transaction. */
@Singleton
public class RotateApiKey {

    private static final String OBJECT = "device";

    private final Database database;
    private final ApiKeyRepository keys;
    private final DeviceFeed changes;
    private final Audit audit;
    private final NewKeys fresh;

    RotateApiKey(Database database, ApiKeyRepository keys, DeviceFeed changes, Audit audit, NewKeys fresh) {
        this.database = database;
        this.keys = keys;
        this.changes = changes;
        this.audit = audit;
        this.fresh = fresh;
    }

    /**
     * @param device known to exist
     * @param grace how long the old keys go on: zero ends them at once, empty does not end them
     * @return the new key, the only time that it is seen
     */
    public Uni<ApiKey> rotate(DeviceId device, Optional<Duration> grace) {
        ApiKey key = fresh.make();
        Map<String, Object> details = Map.of(
                "after",
                Map.of(
                        "prefix",
                        key.prefix(),
                        "old_keys_valid_for",
                        grace.map(Duration::toString).orElse("unchanged")));
        return database.inTransaction(statements -> replace(statements, device, key, grace)
                        .chain(() -> audit.record(statements, "device.key.rotate", OBJECT, device.toString(), details)))
                .chain(() -> changes.announce(DeviceFeed.Kind.CHANGED, device))
                .replaceWith(key);
    }

    /** Ends one key at once. Fails when the device has no such key. */
    public Uni<Void> revoke(DeviceId device, long keyId) {
        return database.inTransaction(statements -> keys.remove(statements, device, keyId)
                        .invoke(RotateApiKey::refuseUnknown)
                        .chain(() -> audit.record(
                                statements,
                                "device.key.revoke",
                                OBJECT,
                                device.toString(),
                                Map.of("before", Map.of("key_id", keyId)))))
                .chain(() -> changes.announce(DeviceFeed.Kind.CHANGED, device));
    }

    private Uni<Void> replace(DatabaseStatements statements, DeviceId device, ApiKey key, Optional<Duration> grace) {
        return grace.map(wait -> keys.endAll(statements, device, wait))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> keys.countAfterTidying(statements, device))
                .invoke(fresh::refuseTooMany)
                .chain(() -> keys.add(statements, device, key));
    }

    private static void refuseUnknown(boolean removed) {
        if (!removed) {
            throw ProblemException.titled(
                    ProblemType.NOT_FOUND, "Key not found", "The device has no key with this id.");
        }
    }

    /** Where new keys come from, and how many there may be. */
    @Singleton
    static class NewKeys {

        private final RandomGenerator random;
        private final KeySettings settings;

        NewKeys(RandomGenerator random, KeySettings settings) {
            this.random = random;
            this.settings = settings;
        }

        ApiKey make() {
            return ApiKey.generate(random);
        }

        void refuseTooMany(int held) {
            if (held >= settings.mostPerDevice()) {
                throw ProblemException.titled(
                        ProblemType.CONFLICT,
                        "Too many keys",
                        "The device holds " + held + " keys already. Revoke one, or rotate.");
            }
        }
    }
}
