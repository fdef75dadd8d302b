package io.iotflow.registry.audit;

import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code audit}, which only grows. */
@Singleton
class AuditRepository {

    /** A line of the audit. */
    record Entry(
            long id, Instant at, String actor, String action, String objectType, String objectId, String details) {}

    private final Database database;
    private final Clock clock;

    AuditRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Uni<Void> add(DatabaseStatements statements, String actor, AuditedChange change) {
        String sql = """
                insert into audit (at, actor, action, object_type, object_id, details)
                values ($1, $2, $3, $4, $5, $6::text::json)""";
        Tuple arguments = Tuple.of(
                DatabaseTime.of(clock.instant()),
                actor,
                change.action(),
                change.objectType(),
                change.objectId(),
                new JsonObject(change.details()).encode());
        return statements.run(sql, arguments).replaceWithVoid();
    }

    /** The newest entries before one, of one object or of all. */
    Uni<List<Entry>> page(Optional<String> objectType, Optional<String> objectId, long before, int limit) {
        Tuple arguments = Tuple.of(before, limit);
        StringBuilder sql = new StringBuilder(
                "select id, at, actor, action, object_type, object_id, details::text as details from audit where id < $1");
        objectType.ifPresent(type -> sql.append(" and object_type = $").append(addTo(arguments, type)));
        objectId.ifPresent(id -> sql.append(" and object_id = $").append(addTo(arguments, id)));
        sql.append(" order by id desc limit $2");
        return database.run(sql.toString(), arguments).map(rows -> {
            List<Entry> entries = new ArrayList<>();
            rows.forEach(row -> entries.add(entry(row)));
            return entries;
        });
    }

    private static int addTo(Tuple arguments, String value) {
        arguments.addString(value);
        return arguments.size();
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong("id"),
                DatabaseTime.read(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getString("details"));
    }
}
