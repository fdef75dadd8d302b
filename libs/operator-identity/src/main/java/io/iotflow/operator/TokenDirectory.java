package io.iotflow.operator;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Where the named tokens are looked up. A question fails when the directory can't answer. */
interface TokenDirectory {

    /**
     * A token that lets somebody in.
     *
     * @param expiresAt empty: until it is revoked
     */
    record HeldToken(Operator holder, Optional<Instant> expiresAt) {

        boolean isValidAt(Instant time) {
            return expiresAt.map(time::isBefore).orElse(true);
        }
    }

    /** The token with a hash; empty when it lets nobody in. */
    Uni<Optional<HeldToken>> find(byte[] sha256);
}
