package io.iotflow.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.iotflow.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredOperatorTokensTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Operator ANNA = new Operator("anna", OperatorRole.VIEWER);

    private final String token = OperatorToken.generate(new Random(1)).text();
    private final FakeDirectory directory = new FakeDirectory();
    private final InstantSource clock = () -> this.now;
    private final StoredOperatorTokens tokens =
            new StoredOperatorTokens(directory, new FixedSettings(Optional.empty()), clock.withZone(ZoneOffset.UTC));
    private Instant now = BEGIN;

    @Test
    void knowsAnOperatorWhoWasKnownWhileTheDatabaseIsAway() {
        directory.knows(Optional.empty());
        assertThat(find()).contains(ANNA);

        directory.away = true;

        assertThat(find()).contains(ANNA);
    }

    @Test
    void knowsNobodyNewWhileTheDatabaseIsAway() {
        directory.knows(Optional.empty());
        directory.away = true;

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(this::find)
                .matches(problem -> problem.type().status() == 503);
    }

    @Test
    void endsATokenInTimeThoughTheDatabaseIsAway() {
        directory.knows(Optional.of(BEGIN.plusSeconds(60)));
        assertThat(find()).contains(ANNA);
        directory.away = true;

        now = BEGIN.plusSeconds(61);

        assertThat(find()).isEmpty();
    }

    @Test
    void doesNotGoOnWithATokenThatWasRevokedBefore() {
        directory.knows(Optional.empty());
        assertThat(find()).contains(ANNA);
        directory.token = Optional.empty();
        assertThat(find()).isEmpty();

        directory.away = true;

        assertThatExceptionOfType(ProblemException.class).isThrownBy(this::find);
    }

    @Test
    void asksADatabaseThatIsAwayNowAndThenOnly() {
        directory.knows(Optional.empty());
        find();
        directory.away = true;
        find();
        int asked = directory.asked;

        find();
        assertThat(directory.asked).isEqualTo(asked);

        now = BEGIN.plus(Duration.ofSeconds(6));
        find();
        assertThat(directory.asked).isEqualTo(asked + 1);
    }

    private Optional<Operator> find() {
        return tokens.find(token).await().indefinitely();
    }

    private static final class FakeDirectory implements TokenDirectory {

        private Optional<HeldToken> token = Optional.empty();
        private boolean away;
        private int asked;

        private void knows(Optional<Instant> expiresAt) {
            token = Optional.of(new HeldToken(ANNA, expiresAt));
        }

        @Override
        public Uni<Optional<HeldToken>> find(byte[] sha256) {
            asked++;
            return away
                    ? Uni.createFrom().failure(new IOException("away"))
                    : Uni.createFrom().item(token);
        }
    }
}
