package io.iotflow.operator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.problem.ProblemException;
import io.iotflow.service.SecretHash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The tokens of the database. Each answer is remembered for a moment, so that a console's many requests are one question;
 * what can't be a token is not asked for. Any thread.
 */
@Singleton
class StoredOperatorTokens {

    private static final Logger LOG = Logger.getLogger(StoredOperatorTokens.class);
    private static final long MOST_REMEMBERED = 10_000;

    private final OperatorTokenRepository repository;
    private final Duration retryIn;
    private final Cache<ByteBuffer, Optional<Operator>> remembered;

    StoredOperatorTokens(OperatorTokenRepository repository, OperatorSettings settings) {
        this.repository = repository;
        this.retryIn = settings.retryIn();
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(settings.rememberFor())
                .build();
    }

    /** Fails with a problem of kind 503 when the database does not answer. */
    Uni<Optional<Operator>> find(String token) {
        if (!OperatorToken.isWellFormed(token)) {
            return Uni.createFrom().item(Optional.empty());
        }
        ByteBuffer hash = ByteBuffer.wrap(SecretHash.sha256(token));
        Optional<Operator> known = remembered.getIfPresent(hash);
        return known != null ? Uni.createFrom().item(known) : ask(hash);
    }

    private Uni<Optional<Operator>> ask(ByteBuffer hash) {
        return repository
                .holder(hash.array())
                .invoke(holder -> remembered.put(hash, holder))
                .onFailure(Exception.class)
                .invoke(failure -> LOG.warnf("A token could not be looked up: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .transform(_ -> ProblemException.unavailable(
                        "Service unavailable",
                        "Operators can't be recognised right now. Send it again later.",
                        retryIn));
    }
}
