package io.iotflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.local.stack.StackFacts;
import io.iotflow.testing.RealInfrastructure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plans of the API's questions over a million devices, a million keys and a million commands. Takes minutes, so it
 * runs when it is named: {@code -Dtest=ListsAtOneMillion}.
 */
class ListsAtOneMillion {

    private static final Logger LOG = Logger.getLogger(ListsAtOneMillion.class.getName());
    private static final String SCHEMA = "one_million";
    private static final String[] GENERATED = {
        """
        insert into devices (name, device_type, tags, status, created_at, updated_at)
        select 'device ' || n, 'type ' || n % 100, jsonb_build_object('site', 'site ' || n % 1000),
               case when n % 50 = 0 then 'inactive' else 'active' end, now() + n * interval '1 ms', now()
        from generate_series(1, 1000000) as n""",
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
        insert into audit (at, actor, action, object_type, object_id, details)
        select now(), 'admin', 'device.change', 'device', id, '{}' from devices where id <= 200000""",
        "analyze"
    };

    private static final Connection CONNECTION = open();

    @BeforeAll
    static void generate() throws Exception {
        run("create extension if not exists pg_trgm schema public");
        run("drop schema if exists " + SCHEMA + " cascade");
        StackFacts facts = RealInfrastructure.get();
        Flyway.configure()
                .dataSource(url(facts), facts.postgresUser(), facts.postgresPassword())
                .schemas(SCHEMA)
                .load()
                .migrate();
        for (String sql : GENERATED) {
            run(sql);
        }
    }

    @AfterAll
    static void remove() throws SQLException {
        run("drop schema " + SCHEMA + " cascade");
        CONNECTION.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id, name, device_type, status from devices order by id limit 1000 offset 0",
                "select * from devices where id = 500000",
                "select * from devices where name = any('{device 5,device 6}')",
                "select * from devices where status = 'inactive' order by id limit 50",
                "select * from devices where device_type = 'type 7' order by id limit 50",
                "select * from devices where name ilike '%ice 999999%' order by id limit 50",
                "select * from devices where tags @> '{\"site\":\"site 5\"}' order by name, id limit 50",
                "select * from devices order by created_at desc, id desc limit 50",
                "select * from devices order by name, id limit 50",
                "select * from devices where id in (select device_id from device_group_members where group_id = 11)"
                        + " order by id limit 50",
                "select count(*) from devices where status = 'inactive'",
                "select count(*) from devices where device_type = 'type 7'",
                "select d.id from device_api_keys k join devices d on d.id = k.device_id"
                        + " where k.key_sha256 = sha256('device 5'::bytea)",
                "select * from device_api_keys where device_id = 5 order by created_at desc, id desc",
                "select * from device_commands where device_id = 5 and number < 9 order by number desc limit 100",
                "select * from device_commands where device_id = 5 and status = 'pending' and expires_at > now()"
                        + " order by number limit 1000",
                "select command_id from device_commands where status = 'pending' and expires_at <= now()"
                        + " order by expires_at limit 1000",
                "select * from device_configurations where device_id = 5",
                "select * from audit where object_type = 'device' and object_id = '5' order by id desc limit 100"
            })
    void readsNoTableFromEndToEnd(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Statement statement = CONNECTION.createStatement();
                ResultSet lines = statement.executeQuery("explain (analyze, timing off, costs off) " + sql)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }

        LOG.info(() -> sql + "\n" + plan);
        assertThat(plan.toString()).doesNotContain("Seq Scan");
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = CONNECTION.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection open() {
        try {
            StackFacts facts = RealInfrastructure.get();
            return DriverManager.getConnection(url(facts), facts.postgresUser(), facts.postgresPassword());
        } catch (SQLException | IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String url(StackFacts facts) {
        return facts.postgresJdbcUrl("iotflow") + "?currentSchema=" + SCHEMA + ",public";
    }
}
