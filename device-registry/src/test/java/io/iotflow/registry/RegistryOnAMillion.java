package io.iotflow.registry;

import io.iotflow.local.stack.StackFacts;
import io.iotflow.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Points the service under test at a database of its own with a million devices, keys, values and commands, in which
 * PostgreSQL writes the plan of every statement into its log. Takes minutes.
 */
public final class RegistryOnAMillion implements QuarkusTestResourceLifecycleManager {

    static final String DATABASE = "one_million";

    private static final String[] FRESH = {
        "drop database if exists one_million with (force)",
        "create database one_million owner iotflow",
        "alter database one_million set session_preload_libraries = 'auto_explain'",
        "alter database one_million set auto_explain.log_min_duration = 0",
        "alter database one_million set auto_explain.log_nested_statements = on"
    };

    /** Indexes that are slow to grow row by row; they are made again from what they were. */
    private static final String SLOW_INDEXES = """
            create table slow_indexes as select indexdef from pg_indexes
            where indexname in ('devices_by_part_of_name', 'devices_by_tags')""";

    private static final String[] GENERATED = {
        "set auto_explain.log_min_duration = -1",
        SLOW_INDEXES,
        "drop index devices_by_part_of_name, devices_by_tags",
        """
        insert into devices (name, device_type, tags, status, created_at, updated_at)
        select 'device ' || n, 'type ' || n % 100, jsonb_build_object('site', 'site ' || n % 1000),
               case when n % 50 = 0 then 'inactive' else 'active' end, now() + n * interval '1 ms', now()
        from generate_series(1, 1000000) as n""",
        "do $$ declare made text; begin for made in select indexdef from slow_indexes loop execute made; end loop; end $$",
        "drop table slow_indexes",
        """
        insert into device_api_keys (device_id, key_sha256, prefix, created_at)
        select id, sha256(name::bytea), 'prefix', now() from devices""",
        "insert into device_groups (name, created_at, updated_at) select 'g' || n, now(), now() from generate_series(1, 100) n",
        """
        insert into device_group_members (group_id, device_id, added_at)
        select 1 + id % 100, id, now() from devices where id % 10 = 0""",
        """
        insert into device_commands (device_id, command, parameters, command_type, created_by, created_at, expires_at)
        select id, 'restart', '{}', 'control', 'admin', now(), now() + interval '1 h' from devices""",
        """
        insert into device_configurations (device_id, config_key, value, data_type, version, updated_at)
        select id, 'interval', '30', 'integer', 1, now() from devices""",
        """
        insert into device_changes (device_id, changed_by) select id, pg_current_xact_id() from devices
        where id <= 200000""",
        """
        insert into audit (at, actor, action, object_type, object_id, details)
        select now(), 'admin', 'device.change', 'device', id, '{}' from devices where id <= 200000""",
        "vacuum (analyze)"
    };

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(new RegistryOnRealParts().start());
        try {
            StackFacts facts = RealInfrastructure.get();
            String url = facts.postgresJdbcUrl(DATABASE);
            run(facts.postgresJdbcUrl("postgres"), "postgres", facts.postgresPassword(), FRESH);
            Flyway.configure()
                    .dataSource(url, facts.postgresUser(), facts.postgresPassword())
                    .load()
                    .migrate();
            // Only the superuser may say what is logged.
            run(url, "postgres", facts.postgresPassword(), GENERATED);
            settings.put("quarkus.datasource.reactive.url", facts.postgresUri(DATABASE));
            settings.put("quarkus.datasource.jdbc.url", url);
            settings.put("iotflow.connectivity.keep-last-seen-every", "1s");
            return settings;
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }

    private static void run(String url, String user, String password, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void stop() {
        try {
            StackFacts facts = RealInfrastructure.get();
            run(facts.postgresJdbcUrl("postgres"), "postgres", facts.postgresPassword(), FRESH[0]);
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
        }
    }
}
