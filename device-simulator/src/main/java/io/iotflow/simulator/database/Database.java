package io.iotflow.simulator.database;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.arc.InjectableInstance;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs statements within a bounded time, on the caller's context. A database that does not answer is a problem of kind 503;
 * what PostgreSQL says about a statement arrives as its {@link PgException}.
 */
@Singleton
public class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);

    /** SQLSTATE classes (PostgreSQL, appendix A) that speak of the statement and not of the server. */
    private static final String CLASS_OF_CONSTRAINTS = "23";

    private static final String CLASS_OF_UNFIT_DATA = "22";

    private final InjectableInstance<Pool> pools;
    private final DatabaseMigration migration;
    private final DatabaseSettings settings;
    /** Said once, not with each of the statements that are tried again. */
    private volatile boolean away;

    Database(InjectableInstance<Pool> pools, DatabaseMigration migration, DatabaseSettings settings) {
        this.pools = pools;
        this.migration = migration;
        this.settings = settings;
    }

    /** Runs one statement. */
    public Future<RowSet<Row>> run(String sql, Tuple arguments) {
        if (!migration.done().succeeded()) {
            return Future.failedFuture(unavailable());
        }
        return pools.get()
                .preparedQuery(sql)
                .execute(arguments)
                .timeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(_ -> away = false)
                .recover(failure -> Future.failedFuture(problem(failure)));
    }

    /** Whether a failure says that a unique value is taken. */
    public static boolean isTaken(Throwable failure) {
        return failure instanceof PgException said && "23505".equals(said.getSqlState());
    }

    private Throwable problem(Throwable failure) {
        if (failure instanceof PgException said && said.getSqlState().startsWith(CLASS_OF_CONSTRAINTS)) {
            return failure;
        }
        if (failure instanceof PgException said && said.getSqlState().startsWith(CLASS_OF_UNFIT_DATA)) {
            return ProblemException.of(
                    ProblemType.VALIDATION_FAILED, "The request holds a value that can't be stored or compared.");
        }
        if (!away) {
            away = true;
            LOG.warnf("The database does not answer: %s", failure.getMessage());
        }
        return unavailable();
    }

    private ProblemException unavailable() {
        return ProblemException.unavailable(
                "Service unavailable",
                "The simulator's database does not answer. Nothing was changed; try again.",
                settings.retryIn());
    }
}
