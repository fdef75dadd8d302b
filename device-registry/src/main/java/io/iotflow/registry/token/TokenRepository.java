package io.iotflow.registry.token;

import io.iotflow.operator.OperatorRole;
import io.iotflow.operator.OperatorToken;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.iotflow.service.SecretHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code operator_tokens}. */
@Singleton
class TokenRepository {

    /** A token as people may see it. */
    record TokenRecord(
            long id, String name, String role, String createdBy, Instant createdAt, Optional<Instant> expiresAt) {}

    /**
     * A token that is to be.
     *
     * @param validFor empty: until it is revoked
     */
    record NewToken(String name, OperatorRole role, Optional<Duration> validFor) {}

    private static final String COLUMNS = "id, name, role, created_by, created_at, expires_at";

    private final Database database;
    private final Clock clock;

    TokenRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds a token; empty when its name is in use. */
    Uni<Optional<TokenRecord>> add(
            DatabaseStatements statements, NewToken wanted, OperatorToken token, String createdBy) {
        String sql = """
                insert into operator_tokens (name, role, token_sha256, created_by, created_at, expires_at)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (name) where login_subject is null do nothing returning\s""" + COLUMNS;
        Instant now = clock.instant();
        Tuple arguments = Tuple.of(wanted.name(), wanted.role().roleName())
                .addValue(Buffer.buffer(SecretHash.sha256(token.text())))
                .addValue(createdBy)
                .addValue(DatabaseTime.of(now))
                .addValue(wanted.validFor().map(now::plus).map(DatabaseTime::of).orElse(null));
        return statements.run(sql, arguments).map(rows -> all(rows).stream().findFirst());
    }

    /** All that are not revoked, by name, and the logins that go on; there are few. */
    Uni<List<TokenRecord>> list() {
        String sql = "select " + COLUMNS + " from operator_tokens"
                + " where login_subject is null or expires_at > $1 order by name, id";
        return database.run(sql, Tuple.of(DatabaseTime.of(clock.instant()))).map(TokenRepository::all);
    }

    /** Removes a token and answers its name; empty when there is none. */
    Uni<Optional<String>> remove(DatabaseStatements statements, long id) {
        return statements
                .run("delete from operator_tokens where id = $1 returning name", Tuple.of(id))
                .map(rows -> {
                    var removed = rows.iterator();
                    return removed.hasNext() ? Optional.of(removed.next().getString(0)) : Optional.empty();
                });
    }

    private static List<TokenRecord> all(RowSet<Row> rows) {
        List<TokenRecord> tokens = new ArrayList<>();
        rows.forEach(row -> tokens.add(new TokenRecord(
                row.getLong("id"),
                row.getString("name"),
                row.getString("role"),
                row.getString("created_by"),
                DatabaseTime.read(row, "created_at"),
                DatabaseTime.find(row, "expires_at"))));
        return tokens;
    }
}
