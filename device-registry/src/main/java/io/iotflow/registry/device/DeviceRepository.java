package io.iotflow.registry.device;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.registry.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
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

    /** Adds an active device, within the caller's transaction. */
    public Uni<Device> add(SqlConnection connection, DeviceDescription description) {
        String sql = """
                insert into devices (name, device_type, description, location, firmware_version, hardware_version,
                                     user_id, tags, created_at, updated_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
                returning\s""" + DeviceRows.COLUMNS;
        Tuple arguments = Tuple.tuple()
                .addString(description.name())
                .addString(description.deviceType())
                .addValue(description.description().orElse(null))
                .addValue(description.location().orElse(null))
                .addValue(description.firmwareVersion().orElse(null))
                .addValue(description.hardwareVersion().orElse(null))
                .addValue(description.userId().orElse(null))
                .addValue(new JsonObject(Map.copyOf(description.tags())))
                .addValue(DeviceRows.time(clock.instant()));
        return connection
                .preparedQuery(sql)
                .execute(arguments)
                .map(rows -> DeviceRows.device(rows.iterator().next()));
    }

    /** One device. */
    public Uni<Optional<Device>> find(DeviceId id) {
        String sql = "select " + DeviceRows.COLUMNS + " from devices where id = $1";
        return database.run(sql, Tuple.of(id.value())).map(DeviceRows::first);
    }

    /** A page of the devices that a filter lets through. */
    public Uni<DevicePage> page(DeviceFilter filter, int limit, long offset) {
        String matching = """
                from devices
                where ($1::text is null or status = $1)
                  and ($2::text is null or device_type = $2)
                  and ($3::text is null or name ilike $3)
                """;
        Tuple arguments = Tuple.of(
                filter.status().map(DeviceStatus::wireName).orElse(null),
                filter.deviceType().orElse(null),
                filter.pattern().orElse(null));
        String page = "select " + DeviceRows.COLUMNS + " " + matching + " order by "
                + filter.sort().clause() + " limit " + limit + " offset " + offset;
        return database.run("select count(*) " + matching, arguments)
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(total -> database.run(page, arguments).map(rows -> new DevicePage(total, DeviceRows.all(rows))));
    }

    /** Sets the administrative status and answers the one before; empty when there is no such device. */
    public Uni<Optional<DeviceStatus>> setStatus(DeviceId id, DeviceStatus status) {
        String sql = """
                with before as (select id, status from devices where id = $1 for update)
                update devices d set status = $2, updated_at = $3, version = version + 1
                from before where d.id = before.id
                returning before.status""";
        return database.run(sql, Tuple.of(id.value(), status.wireName(), DeviceRows.time(clock.instant())))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? Optional.of(DeviceRows.status(found.next().getString(0)))
                            : Optional.empty();
                });
    }

    /** Removes a device with its keys; its id is never used again. Answers whether there was one. */
    public Uni<Boolean> remove(DeviceId id) {
        return database.run("delete from devices where id = $1", Tuple.of(id.value()))
                .map(rows -> rows.rowCount() > 0);
    }

    /** The ids of all devices. */
    public Uni<List<DeviceId>> ids() {
        return database.run("select id from devices", Tuple.tuple()).map(rows -> {
            List<DeviceId> ids = new ArrayList<>(rows.size());
            rows.forEach(row -> ids.add(new DeviceId(row.getLong(0))));
            return ids;
        });
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
}
