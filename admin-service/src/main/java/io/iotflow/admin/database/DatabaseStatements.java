package io.iotflow.admin.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Where statements run: each for itself, or within a transaction that somebody else has begun. */
@FunctionalInterface
public interface DatabaseStatements {

    /** Runs one statement. */
    Uni<RowSet<Row>> run(String sql, Tuple arguments);
}
