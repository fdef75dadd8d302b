package io.iotflow.local.infrastructure;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.process.Component;
import io.iotflow.local.process.ProcessRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL with its data kept and synced to disk. At the first start it gets its own user and database, and from then
 * on everybody needs a password.
 */
public final class PostgresServer implements Component {

    /** The user and the database of the services. */
    public static final String USER = "iotflow";

    private static final String PASSWORD_FOR_ALL = """
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final StackHome home;
    private final Secrets secrets;
    private final int port;
    private final ProjectRoot root;
    private volatile @Nullable EmbeddedPostgres server;

    public PostgresServer(StackHome home, Secrets secrets, Ports ports, ProjectRoot root) {
        this.root = root;
        this.home = home;
        this.secrets = secrets;
        this.port = ports.of(PortName.POSTGRES);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public synchronized void start() throws IOException {
        // One that was killed still holds the lock on its folder.
        stop();
        Path log = home.log(name());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data())
                .setOverrideWorkingDirectory(programs().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_PATIENCE)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        for (String[] setting : settings()) {
            builder.setServerConfig(setting[0], setting[1]);
        }
        if (isSetUp()) {
            builder.setConnectConfig("password", secrets.postgresPassword());
        }
        EmbeddedPostgres started = builder.start();
        server = started;
        if (!isSetUp()) {
            setUp(started);
        }
        record();
    }

    private void record() throws IOException {
        OptionalLong pid = pid();
        if (pid.isPresent()) {
            ProcessRecord.of(name(), pid.getAsLong())
                    .orElseThrow(() -> new IOException("PostgreSQL ended at once"))
                    .write(home.run());
        }
    }

    private static List<String[]> settings() {
        return List.of(
                new String[] {"listen_addresses", "127.0.0.1"},
                new String[] {"fsync", "on"},
                new String[] {"synchronous_commit", "on"},
                new String[] {"full_page_writes", "on"},
                new String[] {"shared_buffers", "32MB"},
                new String[] {"max_connections", "100"},
                new String[] {"unix_socket_directories", ""});
    }

    private void setUp(EmbeddedPostgres started) throws IOException {
        try (Connection connection = started.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // Secrets are letters and digits alone, so they can stand in a literal.
            statement.execute("set password_encryption = 'scram-sha-256'");
            statement.execute("create role " + USER + " login password '" + secrets.postgresPassword() + "'");
            statement.execute("create database " + USER + " owner " + USER);
            statement.execute("alter role postgres password '" + secrets.postgresPassword() + "'");
            Files.writeString(data().resolve("pg_hba.conf"), PASSWORD_FOR_ALL);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException failure) {
            throw new IOException("PostgreSQL could not be set up", failure);
        }
    }

    private boolean isSetUp() throws IOException {
        Path access = data().resolve("pg_hba.conf");
        return Files.exists(access) && Files.readString(access).equals(PASSWORD_FOR_ALL);
    }

    /** Unpacking them takes seconds, so it is done once for all stacks; the first one locks out the others meanwhile. */
    private Path programs() throws IOException {
        for (Path folder : root.shared("postgres-programs", home)) {
            if (StackHome.isWritable(folder)) {
                return folder;
            }
        }
        throw new IOException("There is no place for the programs of PostgreSQL.");
    }

    private Path data() {
        return home.data().resolve("postgres");
    }

    @Override
    public boolean isReady() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected() && isAlive();
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public boolean isAlive() {
        return server != null && pid().isPresent();
    }

    @Override
    public OptionalLong pid() {
        try {
            Path file = data().resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return OptionalLong.empty();
            }
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            return alive ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (IOException | RuntimeException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public synchronized void stop() {
        EmbeddedPostgres current = server;
        if (current == null) {
            return;
        }
        server = null;
        try {
            current.close();
        } catch (IOException _) {
            pid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
        }
        ProcessRecord.delete(home.run(), name());
    }
}
