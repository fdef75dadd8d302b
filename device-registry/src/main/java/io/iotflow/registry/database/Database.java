package io.iotflow.registry.database;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Runs statements within a bounded time. A database that can't be reached is a problem of kind 503; what PostgreSQL
 * says about a statement arrives as its {@link PgException}.
 */
@Singleton
public class Database implements DatabaseStatements {

    private static final Logger LOG = Logger.getLogger(Database.class);

    /** SQLSTATE classes (PostgreSQL, appendix A): connection, resources, operator intervention. */
    private static final Set<String> CLASSES_OF_ABSENCE = Set.of("08", "53", "57");

    /** What a caller sent can't be a value of a column: a character U+0000, for example. */
    private static final String CLASS_OF_UNFIT_DATA = "22";

    private final Pool pool;
    private final DatabaseSettings settings;

    Database(Pool pool, DatabaseSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    @Override
    public Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return bounded(pool.preparedQuery(sql).execute(arguments));
    }

    /** Runs several statements, all or none. */
    public <T> Uni<T> inTransaction(Function<DatabaseStatements, Uni<T>> work) {
        return bounded(pool.withTransaction(connection ->
                work.apply((sql, arguments) -> connection.preparedQuery(sql).execute(arguments))));
    }

    private <T> Uni<T> bounded(Uni<T> call) {
        return call.ifNoItem()
                .after(settings.callTimeout())
                .fail()
                .onFailure(Database::meansAbsence)
                .invoke(failure -> LOG.warnf("The database does not answer: %s", failure.getMessage()))
                .onFailure(Database::meansAbsence)
                .transform(_ -> ProblemException.unavailable(
                        "Service unavailable",
                        "The device database does not answer. Nothing was changed; try again.",
                        settings.retryIn()))
                .onFailure(Database::meansUnfitData)
                .transform(_ -> ProblemException.of(
                        ProblemType.VALIDATION_FAILED, "The request holds a value that can't be stored or compared."));
    }

    private static boolean meansUnfitData(Throwable failure) {
        return failure instanceof PgException said && said.getSqlState().startsWith(CLASS_OF_UNFIT_DATA);
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
