package io.iotflow.simulator.virtual;

import io.iotflow.simulator.database.Database;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.virtual.VirtualDevice.Memory;
import io.iotflow.simulator.virtual.VirtualDevice.Times;
import io.iotflow.simulator.virtual.type.Electric;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code virtual_devices}, each device with its newest measurement. */
@Singleton
class VirtualDeviceRepository {

    private static final String SELECT = """
            select d.*, m.sequence, m.measured_at, m.voltage, m.current
            from simulator.virtual_devices d left join lateral (
                select sequence, measured_at, voltage, current from simulator.device_measurements
                where device_id = d.id order by sequence desc limit 1) m on true
            """;

    private final Database database;
    private final Clock clock;

    VirtualDeviceRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An id that no device had or will have. */
    Future<Long> newId() {
        String sql = "select nextval(pg_get_serial_sequence('simulator.virtual_devices', 'id'))";
        return database.run(sql, Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The device of a name. */
    Future<Optional<Long>> named(String name) {
        return database.run("select id from simulator.virtual_devices where name = $1", Tuple.of(name))
                .map(rows -> ids(rows).stream().findFirst());
    }

    /** A new device; fails as {@link Database#isTaken} says when the name is taken. */
    Future<Void> add(long id, Definition definition) {
        String sql = """
                insert into simulator.virtual_devices (id, name, type, interval_ms, target, created_at)
                overriding system value values ($1, $2, $3, $4, $5, $6)""";
        Tuple arguments = Tuple.of(
                id,
                definition.name(),
                definition.type(),
                (int) definition.interval().toMillis(),
                definition.target().wireName(),
                now());
        return database.run(sql, arguments).mapEmpty();
    }

    /** Changes name, interval and target. A target that is new gets what is measured from now on. */
    Future<Void> change(long id, Definition definition) {
        String sql = """
                update simulator.virtual_devices d set name = $2, interval_ms = $3, target = $4,
                    iotflow_delivered = case when d.target = 'cumulocity' then m.newest else iotflow_delivered end,
                    cumulocity_delivered = case when d.target = 'iotflow' then m.newest else cumulocity_delivered end
                from (select coalesce(max(sequence), 0) as newest from simulator.device_measurements
                      where device_id = $1) m
                where d.id = $1""";
        Tuple arguments = Tuple.of(
                id,
                definition.name(),
                (int) definition.interval().toMillis(),
                definition.target().wireName());
        return database.run(sql, arguments).mapEmpty();
    }

    Future<Optional<VirtualDevice>> find(long id) {
        return database.run(SELECT + "where d.id = $1", Tuple.of(id))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** A page of devices in the order of their ids; empty filters let all through. */
    Future<List<VirtualDevice>> page(DeviceFilter filter, int limit, int offset) {
        Tuple arguments = arguments(filter).addInteger(limit).addInteger(offset);
        return database.run(SELECT + CONDITION + " order by d.id limit $4 offset $5", arguments)
                .map(VirtualDeviceRepository::all);
    }

    /** How many devices pass a filter, and how many of these run. */
    Future<Counts> count(DeviceFilter filter) {
        String sql = "select count(*), count(*) filter (where running) from simulator.virtual_devices d " + CONDITION;
        return database.run(sql, arguments(filter))
                .map(rows -> rows.iterator().next())
                .map(row -> new Counts(row.getLong(0), row.getLong(1)));
    }

    private static final String CONDITION = """
            where ($1 = '' or d.type = $1) and ($2::boolean is null or d.running = $2)
              and ($3 = '' or position(lower($3) in lower(d.name)) > 0)""";

    private static Tuple arguments(DeviceFilter filter) {
        return Tuple.of(
                filter.type().orElse(""),
                filter.running().orElse(null),
                filter.search().orElse(""));
    }

    /** Notes that a device is to run, or no longer. */
    Future<Void> run(long id, boolean running) {
        String sql = """
                update simulator.virtual_devices
                set running = $2, started_at = case when $2 and not running then $3 else started_at end where id = $1""";
        return database.run(sql, Tuple.of(id, running, now())).mapEmpty();
    }

    /** The same for all; answers those that were changed. */
    Future<List<Long>> runAll(boolean running) {
        String sql = """
                update simulator.virtual_devices
                set running = $1, started_at = case when $1 then $2 else started_at end
                where running <> $1 returning id""";
        return database.run(sql, Tuple.of(running, now())).map(VirtualDeviceRepository::ids);
    }

    Future<Void> remove(long id) {
        return database.run("delete from simulator.virtual_devices where id = $1", Tuple.of(id))
                .mapEmpty();
    }

    /** The number of devices that were removed. */
    Future<Integer> removeAll() {
        return database.run("delete from simulator.virtual_devices", Tuple.tuple())
                .map(RowSet::rowCount);
    }

    Future<Void> remember(long id, DeviceCredentials iotflow) {
        String sql = "update simulator.virtual_devices set iotflow_id = $2, iotflow_key = $3 where id = $1";
        return database.run(sql, Tuple.of(id, iotflow.id(), iotflow.apiKey())).mapEmpty();
    }

    Future<Void> rememberCumulocity(long id, boolean registered, boolean restarting) {
        String sql = "update simulator.virtual_devices set cumulocity_registered = $2, cumulocity_restarting = $3 "
                + "where id = $1";
        return database.run(sql, Tuple.of(id, registered, restarting)).mapEmpty();
    }

    /** How many devices there are, and how many are to run. */
    record Counts(long total, long running) {}

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static List<Long> ids(RowSet<Row> rows) {
        List<Long> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getLong(0)));
        return ids;
    }

    private static List<VirtualDevice> all(RowSet<Row> rows) {
        List<VirtualDevice> devices = new ArrayList<>();
        rows.forEach(row -> devices.add(device(row)));
        return devices;
    }

    private static VirtualDevice device(Row row) {
        Definition definition = new Definition(
                row.getString("name"),
                row.getString("type"),
                Duration.ofMillis(row.getInteger("interval_ms")),
                Target.parse(row.getString("target")).orElseThrow());
        Times times = new Times(
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("started_at")).map(OffsetDateTime::toInstant));
        return new VirtualDevice(
                row.getLong("id"), definition, row.getBoolean("running"), times, memory(row), last(row));
    }

    private static Memory memory(Row row) {
        Optional<DeviceCredentials> iotflow = Optional.ofNullable(row.getLong("iotflow_id"))
                .map(id -> new DeviceCredentials(id, row.getString("name"), row.getString("iotflow_key")));
        return new Memory(
                iotflow,
                row.getBoolean("cumulocity_registered"),
                row.getBoolean("cumulocity_restarting"),
                row.getLong("iotflow_delivered"),
                row.getLong("cumulocity_delivered"));
    }

    private static Optional<Measurement> last(Row row) {
        return Optional.ofNullable(row.getLong("sequence"))
                .map(sequence -> new Measurement(
                        row.getLong("id"),
                        sequence,
                        row.getOffsetDateTime("measured_at").toInstant(),
                        new Electric(row.getDouble("voltage"), row.getDouble("current"))));
    }
}
