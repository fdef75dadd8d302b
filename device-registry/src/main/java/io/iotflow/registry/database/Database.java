package io.iotflow.registry.database;

import io.iotflow.problem.ProblemException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Runs statements within a bounded time. A database that can't be reached is a problem of kind 503; what PostgreSQL
 * says about a statement arrives as its {@link PgException}.
 */
@Singleton
public class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** SQLSTATE classes (PostgreSQL, appendix A): connection, resources, operator intervention. */
    private static final Set<String> CLASSES_OF_ABSENCE = Set.of("08", "53", "57");

    private final Pool pool;

    Database(Pool pool) {
        this.pool = pool;
    }

    /** Runs one statement. */
    public Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return bounded(pool.preparedQuery(sql).execute(arguments));
    }

    /** Runs several statements, all or none. */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return bounded(pool.withTransaction(work));
    }

    private static <T> Uni<T> bounded(Uni<T> call) {
        return call.ifNoItem()
                .after(LONGEST_CALL)
                .fail()
                .onFailure(Database::meansAbsence)
                .invoke(failure -> LOG.warnf("The database does not answer: %s", failure.getMessage()))
                .onFailure(Database::meansAbsence)
                .transform(_ -> ProblemException.unavailable(
                        "Service unavailable",
                        "The device database does not answer. Nothing was changed; try again.",
                        RETRY_AFTER));
    }

    private static boolean meansAbsence(Throwable failure) {
        return switch (failure) {
            case ProblemException _ -> false;
            case PgException said ->
                CLASSES_OF_ABSENCE.contains(said.getSqlState().substring(0, 2));
            case IOException _, TimeoutException _, ClosedConnectionException _ -> true;
            // The pool's own time-out has no type of its own.
            default -> String.valueOf(failure.getMessage()).contains("Timeout");
        };
    }
}
