package io.iotflow.operator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.operator.TokenDirectory.HeldToken;
import io.iotflow.problem.ProblemException;
import io.iotflow.service.SecretHash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The tokens of the database. Each answer is remembered for a moment, so that a console's many requests are one question;
 * what can't be a token is not asked for. While the database does not answer, operators who were known go on for a while,
 * and it is asked again now and then. Any thread.
 */
@Singleton
class StoredOperatorTokens {

    private static final Logger LOG = Logger.getLogger(StoredOperatorTokens.class);
    private static final long MOST_REMEMBERED = 10_000;

    private final TokenDirectory directory;
    private final Duration retryIn;
    private final Clock clock;
    private final Cache<ByteBuffer, Optional<HeldToken>> remembered;
    private final Cache<ByteBuffer, HeldToken> lastKnown;
    private volatile Instant silentUntil = Instant.MIN;

    StoredOperatorTokens(TokenDirectory directory, OperatorSettings settings, Clock clock) {
        this.directory = directory;
        this.retryIn = settings.retryIn();
        this.clock = clock;
        this.remembered = remembering(settings.rememberFor());
        this.lastKnown = remembering(settings.goOnFor());
    }

    private static <T> Cache<ByteBuffer, T> remembering(Duration time) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(time)
                .build();
    }

    /** Fails with a problem of kind 503 when the database does not answer and did not know the operator lately. */
    Uni<Optional<Operator>> find(String token) {
        if (!OperatorToken.isWellFormed(token)) {
            return Uni.createFrom().item(Optional.empty());
        }
        ByteBuffer hash = ByteBuffer.wrap(SecretHash.sha256(token));
        Optional<HeldToken> known = remembered.getIfPresent(hash);
        return known != null ? Uni.createFrom().item(holder(known)) : look(hash);
    }

    private Uni<Optional<Operator>> look(ByteBuffer hash) {
        return clock.instant().isBefore(silentUntil) ? goOn(hash) : ask(hash);
    }

    private Uni<Optional<Operator>> ask(ByteBuffer hash) {
        return directory
                .find(hash.array())
                .invoke(found -> learned(hash, found))
                .map(this::holder)
                .onFailure(Throwable.class)
                .invoke(this::missed)
                .onFailure(Throwable.class)
                .recoverWithUni(_ -> goOn(hash));
    }

    private void learned(ByteBuffer hash, Optional<HeldToken> found) {
        silentUntil = Instant.MIN;
        remembered.put(hash, found);
        found.ifPresentOrElse(token -> lastKnown.put(hash, token), () -> lastKnown.invalidate(hash));
    }

    private void missed(Throwable failure) {
        silentUntil = clock.instant().plus(retryIn);
        LOG.warnf("Tokens can't be looked up; operators who were known go on: %s", failure.getMessage());
    }

    private Uni<Optional<Operator>> goOn(ByteBuffer hash) {
        HeldToken known = lastKnown.getIfPresent(hash);
        return known != null
                ? Uni.createFrom().item(holder(Optional.of(known)))
                : Uni.createFrom()
                        .failure(ProblemException.unavailable(
                                "Service unavailable",
                                "Operators can't be recognised right now. Send it again later.",
                                retryIn));
    }

    private Optional<Operator> holder(Optional<HeldToken> token) {
        Instant now = clock.instant();
        return token.filter(held -> held.isValidAt(now)).map(HeldToken::holder);
    }
}
