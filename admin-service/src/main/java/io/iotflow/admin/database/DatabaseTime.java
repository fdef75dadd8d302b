package io.iotflow.admin.database;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times on their way into columns of type {@code timestamptz} and out of them. */
public final class DatabaseTime {

    private DatabaseTime() {}

    /** As an argument of a statement. */
    public static OffsetDateTime of(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** A column that always has a time. */
    public static Instant read(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** A column that may be null. */
    public static Optional<Instant> find(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
