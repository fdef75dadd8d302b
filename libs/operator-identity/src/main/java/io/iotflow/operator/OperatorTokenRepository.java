package io.iotflow.operator;

import io.quarkus.arc.InjectableInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The table {@code operator_tokens} of device-registry, read only. */
@Singleton
class OperatorTokenRepository implements TokenDirectory {

    private final InjectableInstance<Pool> pools;
    private final Duration lookupTimeout;
    private final Clock clock;

    OperatorTokenRepository(InjectableInstance<Pool> pools, OperatorSettings settings, Clock clock) {
        this.pools = pools;
        this.lookupTimeout = settings.lookupTimeout();
        this.clock = clock;
    }

    /** Nobody holds a token when the service runs without a database. */
    @Override
    public Uni<Optional<HeldToken>> find(byte[] sha256) {
        if (!pools.getHandle().getBean().isActive()) {
            return Uni.createFrom().item(Optional.empty());
        }
        String sql = """
                select name, role, expires_at from operator_tokens
                where token_sha256 = $1 and (expires_at is null or expires_at > $2)""";
        Tuple arguments = Tuple.of(Buffer.buffer(sha256), clock.instant().atOffset(ZoneOffset.UTC));
        return pools.get()
                .preparedQuery(sql)
                .execute(arguments)
                .ifNoItem()
                .after(lookupTimeout)
                .fail()
                .map(OperatorTokenRepository::token);
    }

    private static Optional<HeldToken> token(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new HeldToken(
                    new Operator(row.getString("name"), role(row.getString("role"))),
                    Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant)));
        }
        return Optional.empty();
    }

    private static OperatorRole role(String name) {
        return OperatorRole.parse(name).orElseThrow(() -> new IllegalStateException("unknown role " + name));
    }
}
