package io.iotflow.registry.token;

import io.iotflow.operator.OperatorRole;
import io.iotflow.operator.OperatorToken;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.iotflow.service.SecretHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code operator_tokens} that are logins by an identity provider. */
@Singleton
class LoginRepository {

    /** The most sessions of one person at once; the oldest ends for one more. */
    private static final int MOST_OF_ONE = 20;

    /**
     * Whom a provider let in.
     *
     * @param name as the audit has it
     * @param subject who that is for the provider, whatever the name is by then
     * @param validFor until the session ends
     */
    record NewLogin(String name, OperatorRole role, String subject, Duration validFor) {}

    private final Clock clock;

    LoginRepository(Clock clock) {
        this.clock = clock;
    }

    /** Adds a login and answers its id. */
    Uni<Long> add(DatabaseStatements statements, NewLogin login, OperatorToken token) {
        String sql = """
                insert into operator_tokens (name, role, token_sha256, created_by, created_at, expires_at, login_subject)
                values ($1, $2, $3, $1, $4, $5, $6) returning id""";
        Instant now = clock.instant();
        Tuple arguments = Tuple.of(login.name(), login.role().roleName())
                .addValue(hash(token.text()))
                .addValue(DatabaseTime.of(now))
                .addValue(DatabaseTime.of(now.plus(login.validFor())))
                .addValue(login.subject());
        return removeEnded(statements, login.subject())
                .chain(() -> statements.run(sql, arguments))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Removes the login of a token and answers its id; empty when the token is none of a login. */
    Uni<Optional<Long>> remove(DatabaseStatements statements, String token) {
        return statements
                .run(
                        "delete from operator_tokens where token_sha256 = $1 and login_subject is not null returning id",
                        Tuple.of(hash(token)))
                .map(rows -> {
                    RowIterator<Row> removed = rows.iterator();
                    return removed.hasNext() ? Optional.of(removed.next().getLong(0)) : Optional.empty();
                });
    }

    private Uni<Void> removeEnded(DatabaseStatements statements, String subject) {
        String sql = """
                delete from operator_tokens where login_subject is not null and (expires_at <= $1 or id in (
                    select id from operator_tokens where login_subject = $2 order by id desc offset $3))""";
        Tuple arguments = Tuple.of(DatabaseTime.of(clock.instant()), subject, MOST_OF_ONE - 1);
        return statements.run(sql, arguments).replaceWithVoid();
    }

    private static Buffer hash(String token) {
        return Buffer.buffer(SecretHash.sha256(token));
    }
}
