package io.iotflow.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSealTest {

    private static final Session SESSION =
            new Session("the-token-of-an-operator", Instant.parse("2026-01-02T03:04:05Z"));

    private final SessionSeal seal = seal("a secret of the services");

    @Test
    void opensWhatAnotherServiceWithTheSameSecretSealed() {
        String cookie = seal("a secret of the services").seal(SESSION);

        assertThat(seal.open(cookie)).contains(SESSION);
    }

    @Test
    void hidesTheTokenAndNeverSaysTheSameTwice() {
        String cookie = seal.seal(SESSION);

        String raw = new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.ISO_8859_1);
        assertThat(raw).doesNotContain("token");
        assertThat(seal.seal(SESSION)).isNotEqualTo(cookie);
    }

    @Test
    void opensNothingThatWasChangedAtAnyByte() {
        byte[] cookie = Base64.getUrlDecoder().decode(seal.seal(SESSION));

        for (int index = 0; index < cookie.length; index++) {
            byte[] changed = cookie.clone();
            changed[index] ^= 1;
            assertThat(seal.open(Base64.getUrlEncoder().encodeToString(changed)))
                    .isEmpty();
        }
    }

    @Test
    void opensNothingOfAnotherSecretAndNoNonsense() {
        assertThat(seal("another secret").open(seal.seal(SESSION))).isEmpty();
        assertThat(seal.open("")).isEmpty();
        assertThat(seal.open("<script>")).isEmpty();
        assertThat(seal.open("AAAA")).isEmpty();
    }

    @Test
    void opensNothingThatWasSealedForAnotherPurpose() {
        TextSeal texts = new TextSeal(() -> Optional.of("a secret of the services"), new SecureRandom());
        byte[] plain = "more than eight bytes".getBytes(StandardCharsets.UTF_8);

        String other = texts.seal("another purpose", plain);

        assertThat(texts.open("another purpose", other)).contains(plain);
        assertThat(seal.open(other)).isEmpty();
    }

    @Test
    void takesTheProofOfThisCookieAlone() {
        String cookie = seal.seal(SESSION);

        assertThat(seal.isProof(cookie, seal.proof(cookie))).isTrue();
        assertThat(seal.isProof(cookie, seal.proof(seal.seal(SESSION)))).isFalse();
        assertThat(seal.isProof(cookie, "")).isFalse();
    }

    private static SessionSeal seal(String secret) {
        return new SessionSeal(new TextSeal(() -> Optional.of(secret), new SecureRandom()));
    }
}
