package io.iotflow.registry.credential;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.KeyHash;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code device_api_keys}. */
@Singleton
public class ApiKeyRepository {

    /** A key as people may see it. */
    public record KeyRecord(
            long id,
            String prefix,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            long useCount) {}

    private final Database database;
    private final Clock clock;

    ApiKeyRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds a key. */
    public Uni<Void> add(DatabaseStatements statements, DeviceId device, ApiKey key) {
        return add(statements, Map.of(device, key));
    }

    /** Adds one key for each of several devices, in one statement. */
    public Uni<Void> add(DatabaseStatements statements, Map<DeviceId, ApiKey> keys) {
        String sql = """
                insert into device_api_keys (device_id, key_sha256, prefix, created_at)
                select device_id, key_sha256, prefix, $4
                from unnest($1::bigint[], $2::bytea[], $3::text[]) as added (device_id, key_sha256, prefix)""";
        List<Map.Entry<DeviceId, ApiKey>> order = List.copyOf(keys.entrySet());
        Long[] devices = order.stream().map(entry -> entry.getKey().value()).toArray(Long[]::new);
        Buffer[] hashes = order.stream()
                .map(entry -> Buffer.buffer(KeyHash.of(entry.getValue()).toBytes()))
                .toArray(Buffer[]::new);
        String[] prefixes =
                order.stream().map(entry -> entry.getValue().prefix()).toArray(String[]::new);
        return statements
                .run(sql, Tuple.of(devices, hashes, prefixes, DatabaseTime.of(clock.instant())))
                .replaceWithVoid();
    }

    /** Ends all keys of a device after a while; those that end sooner stay so. */
    public Uni<Void> endAll(DatabaseStatements statements, DeviceId device, Duration grace) {
        if (grace.isZero()) {
            return statements
                    .run("delete from device_api_keys where device_id = $1", Tuple.of(device.value()))
                    .replaceWithVoid();
        }
        String sql = """
                update device_api_keys set expires_at = $2
                where device_id = $1 and (expires_at is null or expires_at > $2)""";
        return statements
                .run(
                        sql,
                        Tuple.of(device.value(), DatabaseTime.of(clock.instant().plus(grace))))
                .replaceWithVoid();
    }

    /** Removes the keys of a device that have expired, then answers how many are left. The device's row is locked. */
    public Uni<Integer> countAfterTidying(DatabaseStatements statements, DeviceId device) {
        String tidy = "delete from device_api_keys where device_id = $1 and expires_at <= $2";
        return statements
                .run("select id from devices where id = $1 for update", Tuple.of(device.value()))
                .chain(() -> statements.run(tidy, Tuple.of(device.value(), DatabaseTime.of(clock.instant()))))
                .chain(() -> statements.run(
                        "select count(*)::int from device_api_keys where device_id = $1", Tuple.of(device.value())))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** Removes one key. Answers whether the device had it. */
    public Uni<Boolean> remove(DatabaseStatements statements, DeviceId device, long keyId) {
        return statements
                .run("delete from device_api_keys where id = $2 and device_id = $1", Tuple.of(device.value(), keyId))
                .map(rows -> rows.rowCount() > 0);
    }

    /** The keys of a device, the newest first. */
    public Uni<List<KeyRecord>> of(DeviceId device) {
        String sql = """
                select id, prefix, created_at, expires_at, last_used_at, use_count from device_api_keys
                where device_id = $1 order by created_at desc, id desc""";
        return database.run(sql, Tuple.of(device.value())).map(rows -> {
            List<KeyRecord> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(key(row)));
            return keys;
        });
    }

    /** How many keys each of these devices holds; a device without one is absent. */
    public Uni<Map<DeviceId, Long>> countFor(List<DeviceId> devices) {
        String sql = "select device_id, count(*) from device_api_keys where device_id = any($1) group by device_id";
        Long[] ids = devices.stream().map(DeviceId::value).toArray(Long[]::new);
        return database.run(sql, Tuple.tuple().addArrayOfLong(ids)).map(rows -> {
            Map<DeviceId, Long> counts = new HashMap<>();
            rows.forEach(row -> counts.put(new DeviceId(row.getLong(0)), row.getLong(1)));
            return counts;
        });
    }

    /** How many keys let a device in now. */
    public Uni<Long> countValid() {
        // What has expired has an index of its own, and all keys are counted in one that is smaller than the table.
        String sql = """
                select (select count(*) from device_api_keys)
                     - (select count(*) from device_api_keys where expires_at <= $1)""";
        return database.run(sql, Tuple.of(DatabaseTime.of(clock.instant())))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static KeyRecord key(Row row) {
        return new KeyRecord(
                row.getLong("id"),
                row.getString("prefix"),
                DatabaseTime.read(row, "created_at"),
                DatabaseTime.find(row, "expires_at"),
                DatabaseTime.find(row, "last_used_at"),
                row.getLong("use_count"));
    }
}
