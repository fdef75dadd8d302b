package io.iotflow.admin.database;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.arc.InjectableInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs statements within a bounded time. A database that does not answer is a problem of kind 503; a constraint that refuses
 * a statement arrives as {@link PgException}.
 */
@Singleton
public class Database implements DatabaseStatements {

    private static final Logger LOG = Logger.getLogger(Database.class);

    /** SQLSTATE classes (PostgreSQL, appendix A) that speak of the statement and not of the server. */
    private static final String CLASS_OF_CONSTRAINTS = "23";

    private static final String CLASS_OF_UNFIT_DATA = "22";

    private final InjectableInstance<Pool> pools;
    private final DatabaseMigration migration;
    private final DatabaseSettings settings;

    Database(InjectableInstance<Pool> pools, DatabaseMigration migration, DatabaseSettings settings) {
        this.pools = pools;
        this.migration = migration;
        this.settings = settings;
    }

    /** Whether the tables are there by now. */
    public boolean isReady() {
        return migration.isDone();
    }

    @Override
    public Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return bounded(() -> pools.get().preparedQuery(sql).execute(arguments));
    }

    /** Runs several statements, all or none. */
    public <T> Uni<T> inTransaction(Function<DatabaseStatements, Uni<T>> work) {
        return bounded(() -> pools.get()
                .withTransaction(connection -> work.apply(
                        (sql, arguments) -> connection.preparedQuery(sql).execute(arguments))));
    }

    /** Whether a failure says that a value must be unique and is not. */
    public static boolean isTaken(Throwable failure) {
        return failure instanceof PgException said && "23505".equals(said.getSqlState());
    }

    private <T> Uni<T> bounded(Supplier<Uni<T>> call) {
        if (!migration.isDone()) {
            return Uni.createFrom().failure(unavailable());
        }
        return call.get()
                .ifNoItem()
                .after(settings.callTimeout())
                .fail()
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(this::problem);
    }

    private Throwable problem(Throwable failure) {
        if (failure instanceof PgException said && said.getSqlState().startsWith(CLASS_OF_CONSTRAINTS)) {
            return failure;
        }
        if (failure instanceof PgException said && said.getSqlState().startsWith(CLASS_OF_UNFIT_DATA)) {
            return ProblemException.of(
                    ProblemType.VALIDATION_FAILED, "The request holds a value that can't be stored or compared.");
        }
        LOG.warnf("The database does not answer: %s", failure.getMessage());
        return unavailable();
    }

    private ProblemException unavailable() {
        return ProblemException.unavailable(
                "Service unavailable",
                "The database of alerts does not answer. Nothing was changed; try again.",
                settings.retryIn());
    }
}
