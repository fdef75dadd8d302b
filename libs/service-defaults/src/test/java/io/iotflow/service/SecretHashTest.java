package io.iotflow.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretHashTest {

    /** FIPS 180-4, example of the one-block message. */
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void knowsItsSecretAndNoOther() {
        assertThat(SecretHash.parse(HASH_OF_ABC)).hasValueSatisfying(hash -> {
            assertThat(hash.isOf("abc")).isTrue();
            assertThat(hash.isOf("abd")).isFalse();
            assertThat(hash.toString()).doesNotContain("ba78");
        });
    }

    @Test
    void readsNothingButAWholeHash() {
        assertThat(SecretHash.parse("ba78")).isEmpty();
        assertThat(SecretHash.parse("x".repeat(64))).isEmpty();
        assertThat(SecretHash.parse(" " + HASH_OF_ABC + "\n")).isPresent();
    }
}
