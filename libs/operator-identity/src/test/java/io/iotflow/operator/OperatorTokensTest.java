package io.iotflow.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperatorTokensTest {

    /** The SHA-256 of "abc", from FIPS 180-2, appendix B.1. */
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void knowsTheHolderOfTheConfiguredToken() {
        assertThat(find(Optional.of(HASH_OF_ABC), "abc")).contains(new Operator("admin", OperatorRole.ADMIN));
    }

    @Test
    void knowsNobodyElse() {
        assertThat(find(Optional.of(HASH_OF_ABC), "abcd")).isEmpty();
        assertThat(find(Optional.of(HASH_OF_ABC), "")).isEmpty();
        assertThat(find(Optional.empty(), "abc")).isEmpty();
    }

    @Test
    void refusesAHashThatIsNone() {
        assertThatIllegalStateException().isThrownBy(() -> find(Optional.of("abc"), "abc"));
    }

    @Test
    void aHigherRoleIncludesTheLowerOnes() {
        assertThat(OperatorRole.OPERATOR.includedNames()).containsExactlyInAnyOrder("viewer", "operator");
        assertThat(OperatorRole.parse("operator")).contains(OperatorRole.OPERATOR);
        assertThat(OperatorRole.parse("OPERATOR")).isEmpty();
    }

    @Test
    void makesTokensThatItRecognisesAndNeverShowsInText() {
        OperatorToken token = OperatorToken.generate(new Random(1));

        assertThat(OperatorToken.isWellFormed(token.text())).isTrue();
        assertThat(token.toString()).doesNotContain(token.text());
        assertThat(OperatorToken.generate(new Random(2))).isNotEqualTo(token);
        assertThat(OperatorToken.isWellFormed(token.text() + "x")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new OperatorToken("abc"));
    }

    private static Optional<Operator> find(Optional<String> hash, String token) {
        return new ConfiguredOperatorToken(new FixedSettings(hash)).find(token);
    }
}
