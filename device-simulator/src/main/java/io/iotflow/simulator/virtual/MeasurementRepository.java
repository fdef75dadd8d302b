package io.iotflow.simulator.virtual;

import io.iotflow.simulator.database.Database;
import io.iotflow.simulator.virtual.type.Electric;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The table {@code device_measurements}. */
@Singleton
public class MeasurementRepository {

    private static final String CONDITION = """
             from simulator.device_measurements m
            where ($1::bigint is null or m.device_id = $1)
              and ($2::text is null or m.device_id in (select id from simulator.virtual_devices where type = $2))
              and ($3::timestamptz is null or m.measured_at >= $3)
              and ($4::timestamptz is null or m.measured_at < $4)
            """;

    private final Database database;

    MeasurementRepository(Database database) {
        this.database = database;
    }

    /** Keeps measurements; those that are there already stay as they are. */
    Future<Void> add(List<Measurement> measurements) {
        String sql = """
                insert into simulator.device_measurements (device_id, sequence, measured_at, voltage, current)
                select * from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::float8[], $5::float8[])
                on conflict do nothing""";
        Tuple arguments = Tuple.tuple()
                .addValue(column(measurements, Measurement::deviceId).toArray(Long[]::new))
                .addValue(column(measurements, Measurement::sequence).toArray(Long[]::new))
                .addValue(column(measurements, one -> utc(one.time())).toArray(OffsetDateTime[]::new))
                .addValue(column(measurements, one -> one.values().voltage()).toArray(Double[]::new))
                .addValue(column(measurements, one -> one.values().current()).toArray(Double[]::new));
        return database.run(sql, arguments).mapEmpty();
    }

    /** The next measurements of a device after a sequence, in order. */
    Future<List<Measurement>> after(long deviceId, long sequence, int limit) {
        String sql = """
                select device_id, sequence, measured_at, voltage, current from simulator.device_measurements
                where device_id = $1 and sequence > $2 order by sequence limit $3""";
        return database.run(sql, Tuple.of(deviceId, sequence, limit)).map(MeasurementRepository::all);
    }

    /** Notes up to which measurement the target of each device has confirmed; never goes back. */
    Future<Void> delivered(Target target, Map<Long, Long> sequences) {
        String column = target == Target.IOTFLOW ? "iotflow_delivered" : "cumulocity_delivered";
        String sql = "update simulator.virtual_devices d set " + column + " = greatest(d." + column + ", u.sequence) "
                + "from unnest($1::bigint[], $2::bigint[]) as u(id, sequence) where d.id = u.id";
        List<Long> ids = List.copyOf(sequences.keySet());
        Tuple arguments = Tuple.tuple()
                .addValue(ids.toArray(Long[]::new))
                .addValue(column(ids, sequences::get).toArray(Long[]::new));
        return database.run(sql, arguments).mapEmpty();
    }

    /** Measurements that pass a filter, newest first. */
    public Future<List<Measurement>> page(MeasurementFilter filter, int limit, int offset) {
        String sql = "select m.*" + CONDITION + "order by m.measured_at desc, m.device_id, m.sequence desc "
                + "limit $5 offset $6";
        return database.run(sql, arguments(filter).addInteger(limit).addInteger(offset))
                .map(MeasurementRepository::all);
    }

    /** The next measurements of an export, oldest first, after the one before. */
    public Future<List<Measurement>> next(MeasurementFilter filter, Optional<Measurement> before, int limit) {
        String sql = "select m.*" + CONDITION + """
                  and ($5::timestamptz is null or (m.measured_at, m.device_id, m.sequence) > ($5, $6, $7))
                order by m.measured_at, m.device_id, m.sequence limit $8""";
        Tuple arguments = arguments(filter)
                .addValue(before.map(Measurement::time)
                        .map(MeasurementRepository::utc)
                        .orElse(null))
                .addLong(before.map(Measurement::deviceId).orElse(0L))
                .addLong(before.map(Measurement::sequence).orElse(0L))
                .addInteger(limit);
        return database.run(sql, arguments).map(MeasurementRepository::all);
    }

    /** The means of windows of so many seconds, in order; windows without measurements are left out. */
    public Future<List<MeasurementMean>> means(MeasurementFilter filter, int windowSeconds, int most) {
        String sql = """
                select date_bin(make_interval(secs => $5), m.measured_at, timestamptz '1970-01-01 00:00Z') as began,
                       avg(m.voltage) as voltage, avg(m.current) as current, avg(m.power) as power, count(*) as measured
                """ + CONDITION + "group by began order by began limit $6";
        return database.run(
                        sql, arguments(filter).addDouble((double) windowSeconds).addInteger(most))
                .map(MeasurementRepository::means);
    }

    private static List<MeasurementMean> means(RowSet<Row> rows) {
        List<MeasurementMean> means = new ArrayList<>();
        rows.forEach(row -> means.add(new MeasurementMean(
                row.getOffsetDateTime("began").toInstant(),
                row.getDouble("voltage"),
                row.getDouble("current"),
                row.getDouble("power"),
                row.getLong("measured"))));
        return means;
    }

    /** How many measurements pass a filter; no more than a million are counted. */
    public Future<Long> count(MeasurementFilter filter) {
        String sql = "select count(*) from (select 1" + CONDITION + "limit 1000000) counted";
        return database.run(sql, arguments(filter))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Removes at most so many measurements that are older, never the newest of a device; answers how many. */
    Future<Integer> removeBefore(Instant time, int most) {
        String sql = """
                delete from simulator.device_measurements where (device_id, sequence) in (
                    select m.device_id, m.sequence from simulator.device_measurements m
                    where m.measured_at < $1 and exists (
                        select 1 from simulator.device_measurements n
                        where n.device_id = m.device_id and n.sequence > m.sequence)
                    order by m.measured_at limit $2)""";
        return database.run(sql, Tuple.of(utc(time), most)).map(RowSet::rowCount);
    }

    private static Tuple arguments(MeasurementFilter filter) {
        return Tuple.tuple()
                .addValue(filter.device().orElse(null))
                .addValue(filter.type().orElse(null))
                .addValue(filter.from().map(MeasurementRepository::utc).orElse(null))
                .addValue(filter.to().map(MeasurementRepository::utc).orElse(null));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static <T, R> List<R> column(Collection<T> rows, Function<T, R> value) {
        return rows.stream().map(value).toList();
    }

    private static List<Measurement> all(RowSet<Row> rows) {
        List<Measurement> measurements = new ArrayList<>();
        rows.forEach(row -> measurements.add(new Measurement(
                row.getLong("device_id"),
                row.getLong("sequence"),
                row.getOffsetDateTime("measured_at").toInstant(),
                new Electric(row.getDouble("voltage"), row.getDouble("current")))));
        return measurements;
    }
}
