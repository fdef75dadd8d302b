package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The tables of device-registry, read only. */
@Singleton
class SqlDeviceDirectory implements DeviceDirectory, KeyDirectory {

    /** Of changes. */
    static final int LARGEST_PAGE = 10_000;

    private final Pool pool;
    private final Duration lookupTimeout;

    SqlDeviceDirectory(Pool pool, IdentitySettings settings) {
        this.pool = pool;
        this.lookupTimeout = settings.lookupTimeout();
    }

    @Override
    public Uni<Map<KeyHash, HeldKey>> find(Collection<KeyHash> keys) {
        String sql = """
                select k.key_sha256, k.expires_at, d.id, d.name, d.device_type, d.status, d.telemetry_limit
                from device_api_keys k join devices d on d.id = k.device_id
                where k.key_sha256 = any($1) and (k.expires_at is null or k.expires_at > now())
                """;
        Buffer[] hashes = keys.stream().map(key -> Buffer.buffer(key.toBytes())).toArray(Buffer[]::new);
        return run(sql, Tuple.tuple().addValue(hashes)).map(SqlDeviceDirectory::keys);
    }

    @Override
    public Uni<Optional<DeviceIdentity>> findById(DeviceId id) {
        String sql = "select id, name, device_type, status, telemetry_limit from devices where id = $1";
        return run(sql, Tuple.of(id.value())).map(SqlDeviceDirectory::first);
    }

    @Override
    public Uni<Optional<DeviceIdentity>> findByName(String name) {
        String sql = "select id, name, device_type, status, telemetry_limit from devices where name = $1";
        return run(sql, Tuple.of(name)).map(SqlDeviceDirectory::first);
    }

    @Override
    public Uni<Long> count() {
        return run("select count(*) from devices", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<String> now() {
        return run("select pg_snapshot_xmin(pg_current_snapshot())::text", Tuple.tuple())
                .map(rows -> rows.iterator().next().getString(0));
    }

    /**
     * A point is the oldest transaction that was still running: whatever it and later ones change is not older than it
     * (PostgreSQL, 9.27.4.7), also when they commit in another order than they began. While there are more pages, it is
     * the end of this one and the oldest transaction of the first.
     */
    @Override
    public Uni<Changes> changesSince(String point) {
        String sql = """
                select pg_snapshot_xmin(pg_current_snapshot())::text as up_to, c.device_id, c.changed_by::text
                from (select 1) one left join lateral (
                    select device_id, changed_by from device_changes
                    where (changed_by, device_id) > ($1::text::xid8, $2)
                    order by changed_by, device_id limit $3) c on true
                """;
        ChangePoint since = ChangePoint.parse(point);
        return run(sql, Tuple.of(since.transaction(), since.device(), LARGEST_PAGE))
                .map(rows -> changes(rows, since));
    }

    private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .ifNoItem()
                .after(lookupTimeout)
                .fail();
    }

    private static Map<KeyHash, HeldKey> keys(RowSet<Row> rows) {
        Map<KeyHash, HeldKey> keys = new HashMap<>();
        for (Row row : rows) {
            KeyHash hash = KeyHash.ofBytes(row.getBuffer("key_sha256").getBytes());
            Optional<OffsetDateTime> expiry = Optional.ofNullable(row.getOffsetDateTime("expires_at"));
            keys.put(hash, new HeldKey(identity(row), expiry.map(OffsetDateTime::toInstant)));
        }
        return keys;
    }

    private static Changes changes(RowSet<Row> rows, ChangePoint since) {
        Set<DeviceId> devices = new HashSet<>();
        String base = since.base();
        ChangePoint end = since;
        for (Row row : rows) {
            base = base.isEmpty() ? row.getString("up_to") : base;
            Long device = row.getLong("device_id");
            if (device != null) {
                devices.add(new DeviceId(device));
                end = new ChangePoint(base, row.getString("changed_by"), device);
            }
        }
        return devices.size() == LARGEST_PAGE
                ? new Changes(devices, end.text(), true)
                : new Changes(devices, ChangePoint.before(base).text());
    }

    private static Optional<DeviceIdentity> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(identity(row));
        }
        return Optional.empty();
    }

    private static DeviceIdentity identity(Row row) {
        String status = row.getString("status");
        Integer limit = row.getInteger("telemetry_limit");
        return new DeviceIdentity(
                new DeviceId(row.getLong("id")),
                row.getString("name"),
                row.getString("device_type"),
                DeviceStatus.parse(status).orElseThrow(() -> new IllegalStateException("unknown status " + status)),
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit));
    }
}
