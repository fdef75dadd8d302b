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
import java.util.Optional;

/** The tables of device-registry, read only. */
@Singleton
class SqlDeviceDirectory implements DeviceDirectory {

    private final Pool pool;
    private final Duration lookupTimeout;

    SqlDeviceDirectory(Pool pool, IdentitySettings settings) {
        this.pool = pool;
        this.lookupTimeout = settings.lookupTimeout();
    }

    @Override
    public Uni<Optional<DeviceIdentity>> findByKey(KeyHash key) {
        String sql = """
                select d.id, d.name, d.device_type, d.status
                from device_api_keys k join devices d on d.id = k.device_id
                where k.key_sha256 = $1 and (k.expires_at is null or k.expires_at > now())
                """;
        return find(sql, Tuple.of(Buffer.buffer(key.toBytes())));
    }

    @Override
    public Uni<Optional<DeviceIdentity>> findById(DeviceId id) {
        String sql = "select id, name, device_type, status from devices where id = $1";
        return find(sql, Tuple.of(id.value()));
    }

    @Override
    public Uni<Long> count() {
        return pool.query("select count(*) from devices")
                .execute()
                .ifNoItem()
                .after(lookupTimeout)
                .fail()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Optional<DeviceIdentity>> find(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .ifNoItem()
                .after(lookupTimeout)
                .fail()
                .map(SqlDeviceDirectory::first);
    }

    private static Optional<DeviceIdentity> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(identity(row));
        }
        return Optional.empty();
    }

    private static DeviceIdentity identity(Row row) {
        String status = row.getString("status");
        return new DeviceIdentity(
                new DeviceId(row.getLong("id")),
                row.getString("name"),
                row.getString("device_type"),
                DeviceStatus.parse(status).orElseThrow(() -> new IllegalStateException("unknown status " + status)));
    }
}
