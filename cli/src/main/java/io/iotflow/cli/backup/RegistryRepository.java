package io.iotflow.cli.backup;

import io.iotflow.local.stack.StackFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * All tables of the services, those of the registry first, as of one moment: what happens meanwhile is not seen. Each
 * schema that a service migrates is taken; names are {@code schema.table}. To be closed.
 */
final class RegistryRepository implements AutoCloseable {

    private static final String OURS =
            "(select table_schema from information_schema.tables where table_name = 'flyway_schema_history')";
    private static final String TABLES = """
            select c.table_schema || '.' || c.table_name,
              string_agg(quote_ident(c.column_name), ',' order by c.ordinal_position)
            from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where c.table_schema in %s and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
              and c.table_name <> 'flyway_schema_history'
            group by c.table_schema, c.table_name order by 1""".formatted(OURS);
    private static final String SCHEMAS =
            "select distinct table_schema from information_schema.tables where table_schema in " + OURS + " order by 1";
    private static final String VERSION =
            "select version from %s.flyway_schema_history where success and version is not null order by installed_rank desc limit 1";
    private static final String SEQUENCES =
            "select schemaname || '.' || sequencename, coalesce(last_value, 0) from pg_sequences where schemaname in "
                    + OURS;

    private final Connection connection;

    /** As the superuser, who alone may load tables without their foreign keys being checked row by row. */
    RegistryRepository(StackFacts facts) throws SQLException {
        connection = DriverManager.getConnection(
                facts.postgresJdbcUrl(facts.postgresUser()), "postgres", facts.postgresPassword());
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    /** Which form the tables of each schema have; only the same one takes a backup. */
    String version() throws SQLException {
        List<String> versions = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String schema : schemas(statement)) {
                try (ResultSet rows = statement.executeQuery(VERSION.formatted(quoted(schema)))) {
                    versions.add(schema + " " + (rows.next() ? rows.getString(1) : "0"));
                }
            }
        }
        return String.join(", ", versions);
    }

    private static List<String> schemas(Statement statement) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(SCHEMAS)) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }

    /** The columns of each table, separated by commas. */
    Map<String, String> tables() throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getString(2));
            }
        }
        return tables;
    }

    /** How far each sequence has come. */
    Map<String, Long> sequences() throws SQLException {
        Map<String, Long> sequences = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SEQUENCES)) {
            while (rows.next()) {
                sequences.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sequences;
    }

    /** Every device that was registered. */
    List<Long> devices() throws SQLException {
        List<Long> devices = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from devices order by id")) {
            while (rows.next()) {
                devices.add(rows.getLong(1));
            }
        }
        return devices;
    }

    /** Writes a table out. */
    void copyOut(String table, String columns, OutputStream out) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy(table, columns) + " to stdout", out);
    }

    /** Empties all tables; foreign keys are not checked until the end. */
    void clear() throws SQLException {
        String all = tables().keySet().stream().map(RegistryRepository::quoted).collect(Collectors.joining(","));
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("truncate " + all);
        }
    }

    /** Reads a table in. */
    void copyIn(String table, String columns, InputStream in) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy(table, columns) + " from stdin", in);
    }

    /** Puts the sequences where they were; ids are never given twice. */
    void commit(Map<String, Long> sequences) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Long> sequence : sequences.entrySet()) {
                if (sequence.getValue() > 0) {
                    String name = "'" + quoted(sequence.getKey()) + "'";
                    statement.execute("select setval(" + name + ", greatest(" + sequence.getValue() + ", 1))");
                }
            }
        }
        connection.commit();
    }

    private static String copy(String table, String columns) {
        return "copy " + quoted(table) + " (" + columns + ")";
    }

    /** Of a name, or of a name in a schema. */
    private static String quoted(String name) {
        return Stream.of(name.split("\\.", 2))
                .map(part -> '"' + part.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining("."));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
