package io.iotflow.identity;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A device's secret: 32 characters out of {@code [A-Za-z0-9]}. It is shown once, when it is made.
 *
 * @param text never logged and never stored
 */
public record ApiKey(String text) {

    /** In characters. */
    public static final int LENGTH = 32;

    private static final int PREFIX_LENGTH = 8;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public ApiKey {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("an API key has 32 letters and digits");
        }
    }

    /**
     * Makes a new key.
     *
     * @param random cryptographically strong
     */
    public static ApiKey generate(RandomGenerator random) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ApiKey(text.toString());
    }

    /** Reads what a caller sent; anything that can't be a key is empty. */
    public static Optional<ApiKey> parse(String text) {
        return isWellFormed(text) ? Optional.of(new ApiKey(text)) : Optional.empty();
    }

    /** The first characters, by which people tell their keys apart. */
    public String prefix() {
        return text.substring(0, PREFIX_LENGTH);
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }

    private static boolean isWellFormed(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letter && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
