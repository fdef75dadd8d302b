package io.iotflow.registry.credential;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.KeyHash;
import io.iotflow.registry.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
            long id, String prefix, Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> lastUsedAt) {}

    private final Database database;
    private final Clock clock;

    ApiKeyRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds a key, within the caller's transaction. */
    public Uni<Void> add(SqlConnection connection, DeviceId device, ApiKey key) {
        String sql = """
                insert into device_api_keys (device_id, key_sha256, prefix, created_at)
                values ($1, $2, $3, $4)""";
        Buffer hash = Buffer.buffer(KeyHash.of(key).toBytes());
        Tuple arguments = Tuple.of(device.value(), hash, key.prefix(), time(clock.instant()));
        return connection.preparedQuery(sql).execute(arguments).replaceWithVoid();
    }

    /** Ends all keys of a device after a while, within the caller's transaction; those that end sooner stay so. */
    public Uni<Void> endAll(SqlConnection connection, DeviceId device, Duration grace) {
        if (grace.isZero()) {
            return connection
                    .preparedQuery("delete from device_api_keys where device_id = $1")
                    .execute(Tuple.of(device.value()))
                    .replaceWithVoid();
        }
        String sql = """
                update device_api_keys set expires_at = $2
                where device_id = $1 and (expires_at is null or expires_at > $2)""";
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(device.value(), time(clock.instant().plus(grace))))
                .replaceWithVoid();
    }

    /** The keys of a device, the newest first. */
    public Uni<List<KeyRecord>> of(DeviceId device) {
        String sql = """
                select id, prefix, created_at, expires_at, last_used_at from device_api_keys
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
        return database.run(sql, Tuple.of(ids)).map(rows -> {
            Map<DeviceId, Long> counts = new HashMap<>();
            rows.forEach(row -> counts.put(new DeviceId(row.getLong(0)), row.getLong(1)));
            return counts;
        });
    }

    /** How many keys let a device in now. */
    public Uni<Long> countValid() {
        String sql = "select count(*) from device_api_keys where expires_at is null or expires_at > $1";
        return database.run(sql, Tuple.of(time(clock.instant())))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static KeyRecord key(Row row) {
        return new KeyRecord(
                row.getLong("id"),
                row.getString("prefix"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime("last_used_at")).map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
