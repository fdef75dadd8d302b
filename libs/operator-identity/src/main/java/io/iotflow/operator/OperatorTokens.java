package io.iotflow.operator;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows the tokens that operators hold: the configured one, and those of the database. Any thread. */
@Singleton
public class OperatorTokens {

    private final ConfiguredOperatorToken configured;
    private final StoredOperatorTokens stored;

    OperatorTokens(ConfiguredOperatorToken configured, StoredOperatorTokens stored) {
        this.configured = configured;
        this.stored = stored;
    }

    /**
     * Finds the operator who holds a token.
     *
     * @param token as it came; anything
     * @return empty when nobody holds it; fails with a problem of kind 503 when that can't be found out now
     */
    public Uni<Optional<Operator>> find(String token) {
        Optional<Operator> holder = configured.find(token);
        return holder.isPresent() ? Uni.createFrom().item(holder) : stored.find(token);
    }
}
