package io.iotflow.cli.bench;

import io.iotflow.local.stack.StackFacts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of devices and keys of a stack that is thrown away afterwards. To be closed. */
final class DevicesRepository implements AutoCloseable {

    private final Connection connection;

    DevicesRepository(StackFacts facts) throws SQLException {
        connection = DriverManager.getConnection(
                facts.postgresJdbcUrl("iotflow"), facts.postgresUser(), facts.postgresPassword());
    }

    /** How many devices with a key there are. */
    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from devices where exists (select from device_api_keys where device_id = id)")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Puts devices in the place of all that are there, with ids beginning after one, each with its key. */
    void replaceAll(long afterId, int count) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate devices cascade");
            // An index that grows row by row takes minutes; neither takes part in what is asked afterwards.
            statement.execute("drop index if exists devices_by_part_of_name, devices_by_tags");
        }
        fill("""
                insert into devices (id, name, device_type, created_at, updated_at) overriding system value
                select ? + n, 'bench ' || n, 'sensor', now(), now() from generate_series(1, ?) as n""", afterId, count);
        fill("""
                insert into device_api_keys (device_id, key_sha256, prefix, created_at)
                select ? + n, sha256(lpad((? + n)::text, 32, 'k')::bytea), 'kkkkkkkk', now()
                from generate_series(1, ?) as n""", afterId, afterId, count);
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) devices, device_api_keys");
        }
    }

    private void fill(String sql, long... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setLong(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
