package io.iotflow.query.fleet;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of device-registry, read only. */
@Singleton
class SqlFleetDirectory implements FleetDirectory {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;

    SqlFleetDirectory(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Set<DeviceId>> existing(Collection<DeviceId> devices) {
        Long[] ids = devices.stream().map(DeviceId::value).toArray(Long[]::new);
        return run("select id from devices where id = any($1)", Tuple.tuple().addValue(ids))
                .map(rows -> Set.copyOf(ids(rows)));
    }

    @Override
    public Uni<List<DeviceId>> ofType(String type, int most) {
        return run("select id from devices where device_type = $1 order by id limit $2", Tuple.of(type, most))
                .map(SqlFleetDirectory::ids);
    }

    @Override
    public Uni<Optional<List<DeviceId>>> ofGroup(String idOrName, int most) {
        // Ids have one form only, so that "007" is a name.
        Long id = DeviceId.parse(idOrName).map(DeviceId::value).orElse(-1L);
        String group = "select id from device_groups where id = $1 or name = $2 order by id <> $1 limit 1";
        return run(group, Tuple.of(id, idOrName))
                .map(rows -> ids(rows).stream().findFirst())
                .chain(found -> found.map(known -> members(known.value(), most).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<List<DeviceId>> members(long group, int most) {
        String sql = """
                select d.id from device_groups g join devices d on
                    exists (select 1 from device_group_members m where m.group_id = g.id and m.device_id = d.id)
                    or (g.dynamic and (g.query_device_type is null or g.query_device_type = d.device_type)
                        and (g.query_status is null or g.query_status = d.status) and d.tags @> g.query_tags)
                where g.id = $1 order by d.id limit $2
                """;
        return run(sql, Tuple.of(group, most)).map(SqlFleetDirectory::ids);
    }

    @Override
    public Uni<List<TypedDevice>> after(long id, int most) {
        return run("select id, device_type from devices where id > $1 order by id limit $2", Tuple.of(id, most))
                .map(SqlFleetDirectory::typed);
    }

    private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private static List<DeviceId> ids(RowSet<Row> rows) {
        List<DeviceId> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(new DeviceId(row.getLong("id"))));
        return ids;
    }

    private static List<TypedDevice> typed(RowSet<Row> rows) {
        List<TypedDevice> devices = new ArrayList<>();
        rows.forEach(
                row -> devices.add(new TypedDevice(new DeviceId(row.getLong("id")), row.getString("device_type"))));
        return devices;
    }
}
