package io.iotflow.admin.oidc;

import io.iotflow.session.TextSeal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A login that is under way at the provider; its browser keeps it, sealed.
 *
 * @param state comes back with the answer (RFC 6749, 10.12)
 * @param nonce is in the ID token (OpenID Connect Core, 3.1.2.1)
 * @param verifier shows that the one who brings the code is the one who began (RFC 7636)
 * @param target the page that was asked for
 * @param ends when it is worth nothing any more, to the second
 */
record PendingLogin(String state, String nonce, String verifier, String target, Instant ends) {

    private static final String PURPOSE = "iotflow login by a provider";
    private static final int PARTS = 5;

    String sealed(TextSeal seal) {
        String text = String.join("\n", state, nonce, verifier, Long.toString(ends.getEpochSecond()), target);
        return seal.seal(PURPOSE, text.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<PendingLogin> open(TextSeal seal, String sealed) {
        return seal.open(PURPOSE, sealed)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("\n", PARTS))
                .map(parts -> new PendingLogin(
                        parts[0], parts[1], parts[2], parts[4], Instant.ofEpochSecond(Long.parseLong(parts[3]))));
    }

    @Override
    public String toString() {
        return "PendingLogin[ends=" + ends + "]";
    }
}
