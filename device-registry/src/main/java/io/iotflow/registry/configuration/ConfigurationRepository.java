package io.iotflow.registry.configuration;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.configuration.Configuration.Entry;
import io.iotflow.registry.configuration.ConfigurationValue.ValueType;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.iotflow.registry.device.KnownDevices;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code device_configurations}, and the version of each configuration. */
@Singleton
public class ConfigurationRepository {

    private static final String COLUMNS = "config_key, value::text as value, data_type, version, updated_at";

    private final Database database;
    private final Clock clock;

    ConfigurationRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The whole configuration at one moment; fails when there is no such device. */
    Uni<Configuration> of(DeviceId device) {
        String sql = "select configuration_version, c.config_key, c.value::text as value, c.data_type, c.version,"
                + " c.updated_at from devices left join device_configurations c on c.device_id = devices.id"
                + " where devices.id = $1 order by c.config_key";
        return database.run(sql, Tuple.of(device.value())).map(ConfigurationRepository::configuration);
    }

    /** Counts the configuration's version up and answers it. The device's row stays locked for the transaction. */
    Uni<Long> nextVersion(DatabaseStatements statements, DeviceId device) {
        String sql = """
                update devices set configuration_version = configuration_version + 1 where id = $1
                returning configuration_version""";
        return statements.run(sql, Tuple.of(device.value())).map(rows -> {
            var found = rows.iterator();
            if (!found.hasNext()) {
                throw KnownDevices.unknown();
            }
            return found.next().getLong(0);
        });
    }

    /** One value as the transaction sees it; empty when it is not set. */
    Uni<Optional<String>> find(DatabaseStatements statements, DeviceId device, String key) {
        String sql = "select value::text from device_configurations where device_id = $1 and config_key = $2";
        return statements.run(sql, Tuple.of(device.value(), key)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? Optional.of(found.next().getString(0)) : Optional.empty();
        });
    }

    /** Sets one value. */
    Uni<Entry> put(DatabaseStatements statements, DeviceId device, String key, ConfigurationValue value, long version) {
        String sql = """
                insert into device_configurations (device_id, config_key, value, data_type, version, updated_at)
                values ($1, $2, $3::text::json, $4, $5, $6)
                on conflict (device_id, config_key) do update set value = excluded.value,
                    data_type = excluded.data_type, version = excluded.version, updated_at = excluded.updated_at
                returning\s""" + COLUMNS;
        Tuple arguments = Tuple.of(
                device.value(), key, value.json(), value.type().wireName(), version, DatabaseTime.of(clock.instant()));
        return statements.run(sql, arguments).map(rows -> entry(rows.iterator().next()));
    }

    /** How many values a device has, as the transaction sees it. */
    Uni<Integer> count(DatabaseStatements statements, DeviceId device) {
        return statements
                .run("select count(*)::int from device_configurations where device_id = $1", Tuple.of(device.value()))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** How many values each of these devices has; a device without one is absent. */
    public Uni<Map<DeviceId, Long>> countFor(List<DeviceId> devices) {
        String sql =
                "select device_id, count(*) from device_configurations where device_id = any($1) group by device_id";
        Long[] ids = devices.stream().map(DeviceId::value).toArray(Long[]::new);
        return database.run(sql, Tuple.tuple().addArrayOfLong(ids)).map(rows -> {
            Map<DeviceId, Long> counts = new HashMap<>();
            rows.forEach(row -> counts.put(new DeviceId(row.getLong(0)), row.getLong(1)));
            return counts;
        });
    }

    /** How many values all devices have together. */
    public Uni<Long> countAll() {
        return database.run("select count(*) from device_configurations", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Configuration configuration(RowSet<Row> rows) {
        List<Entry> entries = new ArrayList<>();
        long version = -1;
        for (Row row : rows) {
            version = row.getLong("configuration_version");
            if (row.getString("config_key") != null) {
                entries.add(entry(row));
            }
        }
        if (version < 0) {
            throw KnownDevices.unknown();
        }
        return new Configuration(version, entries);
    }

    private static Entry entry(Row row) {
        ValueType type = ValueType.parse(row.getString("data_type")).orElseThrow();
        return new Entry(
                row.getString("config_key"),
                new ConfigurationValue(type, row.getString("value")),
                DatabaseTime.read(row, "updated_at"),
                row.getLong("version"));
    }
}
