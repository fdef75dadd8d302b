package io.iotflow.admin.fleet;

import io.iotflow.admin.alert.rule.Scope;
import io.iotflow.admin.alert.rule.Scope.EveryDevice;
import io.iotflow.admin.alert.rule.Scope.OfGroup;
import io.iotflow.admin.alert.rule.Scope.OfType;
import io.iotflow.admin.alert.rule.Scope.OneDevice;
import io.iotflow.admin.database.Database;
import io.iotflow.admin.database.DatabaseTime;
import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables of device-registry, read only. A device is watched while its status is active. */
@Singleton
public class SqlWatchedFleet {

    private static final String OF_GROUP = """
            exists (select 1 from public.device_groups g where g.id = $1 and (
                exists (select 1 from public.device_group_members m where m.group_id = g.id and m.device_id = d.id)
                or (g.dynamic and (g.query_device_type is null or g.query_device_type = d.device_type)
                    and (g.query_status is null or g.query_status = d.status) and d.tags @> g.query_tags)))""";

    /** A condition, and its argument $1. */
    private record Part(String sql, Object argument) {}

    private final Database database;

    SqlWatchedFleet(Database database) {
        this.database = database;
    }

    /** The first devices of a scope with an id above this one, by their ids. */
    public Uni<List<WatchedDevice>> after(Scope scope, long id, int most) {
        Part part = part(scope);
        String sql = "select d.id, d.name, d.created_at from public.devices d where d.status = 'active' and "
                + part.sql() + " and d.id > $2 order by d.id limit $3";
        return database.run(sql, Tuple.of(part.argument(), id, most)).map(rows -> {
            List<WatchedDevice> devices = new ArrayList<>();
            rows.forEach(row -> devices.add(new WatchedDevice(
                    new DeviceId(row.getLong("id")), row.getString("name"), DatabaseTime.read(row, "created_at"))));
            return devices;
        });
    }

    /** Those of these devices that are in a scope. */
    public Uni<Set<Long>> among(Scope scope, List<Long> devices) {
        Part part = part(scope);
        String sql =
                "select d.id from public.devices d where d.status = 'active' and " + part.sql() + " and d.id = any($2)";
        return database.run(sql, Tuple.of(part.argument(), devices.toArray(Long[]::new)))
                .map(rows -> {
                    Set<Long> found = new HashSet<>();
                    rows.forEach(row -> found.add(row.getLong("id")));
                    return found;
                });
    }

    private static Part part(Scope scope) {
        return switch (scope) {
            case EveryDevice() -> new Part("$1::boolean", true);
            case OneDevice(long id) -> new Part("d.id = $1", id);
            case OfGroup(long id) -> new Part(OF_GROUP, id);
            case OfType(String type) -> new Part("d.device_type = $1", type);
        };
    }
}
