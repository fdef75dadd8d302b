package io.iotflow.local.infrastructure;

import java.time.ZoneOffset;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.Session;

/** Asks IoTDB whether it works, and gives its root user our password the first time. */
final class IotdbLogin {

    /** The user of the services. */
    static final String USER = "root";

    private static final String FACTORY_PASSWORD = "root";
    private static final int TIMEOUT_MILLIS = 3000;

    private final String host;
    private final int port;
    private final String password;

    IotdbLogin(String host, int port, String password) {
        this.host = host;
        this.port = port;
        this.password = password;
    }

    /** Whether a login with our password works; sets it when the factory's is still in place. */
    boolean isPossible() {
        return ask(password, "show version") || changeFactoryPassword();
    }

    private boolean changeFactoryPassword() {
        return ask(FACTORY_PASSWORD, "alter user root set password '" + password + "'")
                && ask(password, "show version");
    }

    private boolean ask(String loginPassword, String statement) {
        Session session = new Session.Builder()
                .host(host)
                .port(port)
                .username(USER)
                .password(loginPassword)
                .zoneId(ZoneOffset.UTC)
                .enableRedirection(false)
                .build();
        try {
            session.open(false, TIMEOUT_MILLIS);
            if (statement.startsWith("show")) {
                session.executeQueryStatement(statement).closeOperationHandle();
            } else {
                session.executeNonQueryStatement(statement);
            }
            return true;
        } catch (IoTDBConnectionException | StatementExecutionException _) {
            return false;
        } finally {
            close(session);
        }
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (IoTDBConnectionException _) {
            // It was not open.
        }
    }
}
