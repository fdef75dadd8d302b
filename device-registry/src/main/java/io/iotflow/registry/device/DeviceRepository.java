package io.iotflow.registry.device;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code devices}. */
@Singleton
public class DeviceRepository {

    private final Database database;
    private final Clock clock;

    DeviceRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds active devices in one statement. Those whose name is taken are left out of the answer. */
    public Uni<List<Device>> add(DatabaseStatements statements, List<DeviceDescription> descriptions) {
        String sql = """
                insert into devices (name, device_type, description, location, firmware_version, hardware_version,
                                     user_id, tags, created_at, updated_at)
                select name, device_type, description, location, firmware_version, hardware_version, user_id, tags, $2, $2
                from jsonb_to_recordset($1::jsonb) as added (
                    name text, device_type text, description text, location text, firmware_version text,
                    hardware_version text, user_id text, tags jsonb)
                on conflict (name) do nothing
                returning\s""" + DeviceRows.COLUMNS;
        JsonArray added = new JsonArray();
        descriptions.forEach(description -> added.add(json(description)));
        return statements
                .run(sql, Tuple.of(added, DatabaseTime.of(clock.instant())))
                .map(DeviceRows::all);
    }

    /** One device. */
    public Uni<Optional<Device>> find(DeviceId id) {
        String sql = "select " + DeviceRows.COLUMNS + " from devices where id = $1";
        return database.run(sql, Tuple.of(id.value())).map(DeviceRows::first);
    }

    /** One device, locked for the transaction. */
    public Uni<Optional<Device>> lock(DatabaseStatements statements, DeviceId id) {
        String sql = "select " + DeviceRows.COLUMNS + " from devices where id = $1 for update";
        return statements.run(sql, Tuple.of(id.value())).map(DeviceRows::first);
    }

    /** The devices that have these names. */
    public Uni<List<Device>> named(DatabaseStatements statements, List<String> names) {
        String sql = "select " + DeviceRows.COLUMNS + " from devices where name = any($1)";
        return statements
                .run(sql, Tuple.tuple().addArrayOfString(names.toArray(String[]::new)))
                .map(DeviceRows::all);
    }

    /** A page of the devices that a filter lets through. */
    public Uni<List<Device>> page(DeviceFilter filter, DeviceFilter.Sort sort, int limit, long offset) {
        FilterSql matching = FilterSql.of(filter);
        String sql = "select " + DeviceRows.COLUMNS + " from devices " + matching.where() + " order by " + sort.clause()
                + " limit " + limit + " offset " + offset;
        return database.run(sql, matching.arguments()).map(DeviceRows::all);
    }

    /** These devices, in the order of the ids. */
    public Uni<List<Device>> of(List<DeviceId> ids) {
        String sql = "select " + DeviceRows.COLUMNS
                + " from devices join unnest($1::bigint[]) with ordinality as wanted (wanted_id, place)"
                + " on devices.id = wanted.wanted_id order by place";
        Long[] wanted = ids.stream().map(DeviceId::value).toArray(Long[]::new);
        return database.run(sql, Tuple.tuple().addArrayOfLong(wanted)).map(DeviceRows::all);
    }

    /** How many devices a filter lets through. */
    public Uni<Long> count(DeviceFilter filter) {
        FilterSql matching = FilterSql.of(filter);
        return database.run("select count(*) from devices " + matching.where(), matching.arguments())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The ids of the devices that a filter lets through, at most so many. */
    public Uni<List<DeviceId>> ids(DeviceFilter filter, DeviceFilter.Sort sort, int limit) {
        FilterSql matching = FilterSql.of(filter);
        String sql = "select id from devices " + matching.where() + " order by " + sort.clause() + " limit " + limit;
        return ids(sql, matching.arguments());
    }

    /** The next ids after one, in their order. */
    public Uni<List<DeviceId>> idsAfter(long id, int limit) {
        return ids("select id from devices where id > $1 order by id limit $2", Tuple.of(id, limit));
    }

    /** Sets the administrative status and answers the one before; empty when there is no such device. */
    public Uni<Optional<DeviceStatus>> setStatus(DatabaseStatements statements, DeviceId id, DeviceStatus status) {
        String sql = """
                with before as (select id, status from devices where id = $1 for update)
                update devices d set status = $2, updated_at = $3, version = version + 1
                from before where d.id = before.id
                returning before.status""";
        return statements
                .run(sql, Tuple.of(id.value(), status.wireName(), DatabaseTime.of(clock.instant())))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? Optional.of(DeviceRows.status(found.next().getString(0)))
                            : Optional.empty();
                });
    }

    /** Describes a device anew and answers how it is then; empty when there is no such device. */
    public Uni<Optional<Device>> describe(DatabaseStatements statements, DeviceId id, DeviceDescription description) {
        String sql = """
                update devices set name = $2, device_type = $3, description = $4, location = $5, firmware_version = $6,
                    hardware_version = $7, user_id = $8, tags = $9, updated_at = $10, version = version + 1
                where id = $1 returning\s""" + DeviceRows.COLUMNS;
        Tuple arguments = Tuple.of(id.value(), description.name(), description.deviceType())
                .addValue(description.description().orElse(null))
                .addValue(description.location().orElse(null))
                .addValue(description.firmwareVersion().orElse(null))
                .addValue(description.hardwareVersion().orElse(null))
                .addValue(description.userId().orElse(null))
                .addValue(new JsonObject(Map.copyOf(description.tags())))
                .addValue(DatabaseTime.of(clock.instant()));
        return statements.run(sql, arguments).map(DeviceRows::first);
    }

    /** Removes a device with its keys; its id is never used again. Answers whether there was one. */
    public Uni<Boolean> remove(DatabaseStatements statements, DeviceId id) {
        return statements
                .run("delete from devices where id = $1", Tuple.of(id.value()))
                .map(rows -> rows.rowCount() > 0);
    }

    /** How many devices there are in each status. */
    public Uni<Map<DeviceStatus, Long>> countByStatus() {
        return database.run("select status, count(*) from devices group by status", Tuple.tuple())
                .map(rows -> {
                    Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
                    rows.forEach(row -> counts.put(DeviceRows.status(row.getString(0)), row.getLong(1)));
                    return counts;
                });
    }

    private Uni<List<DeviceId>> ids(String sql, Tuple arguments) {
        return database.run(sql, arguments).map(rows -> {
            List<DeviceId> ids = new ArrayList<>(rows.size());
            rows.forEach(row -> ids.add(new DeviceId(row.getLong(0))));
            return ids;
        });
    }

    private static JsonObject json(DeviceDescription description) {
        return new JsonObject()
                .put("name", description.name())
                .put("device_type", description.deviceType())
                .put("description", description.description().orElse(null))
                .put("location", description.location().orElse(null))
                .put("firmware_version", description.firmwareVersion().orElse(null))
                .put("hardware_version", description.hardwareVersion().orElse(null))
                .put("user_id", description.userId().orElse(null))
                .put("tags", new JsonObject(Map.copyOf(description.tags())));
    }
}
