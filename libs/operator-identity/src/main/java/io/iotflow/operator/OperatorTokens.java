package io.iotflow.operator;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Knows the tokens that operators hold. */
public interface OperatorTokens {

    /**
     * Finds the operator who holds a token.
     *
     * @param token as it came; anything
     * @return empty when nobody holds it; fails when that can't be found out now
     */
    Uni<Optional<Operator>> find(String token);
}
