package io.iotflow.operator;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * An operator's secret: {@code iotflow_} and 40 characters out of {@code [A-Za-z0-9]}, by which a scanner of sources
 * finds one that was left there. It is shown once, when it is made.
 *
 * @param text never logged and never stored
 */
public record OperatorToken(String text) {

    private static final String PREFIX = "iotflow_";
    private static final int RANDOM_LENGTH = 40;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9]{" + RANDOM_LENGTH + "}");

    public OperatorToken {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("an operator token is iotflow_ and 40 letters and digits");
        }
    }

    /**
     * Makes a new token.
     *
     * @param random cryptographically strong
     */
    public static OperatorToken generate(RandomGenerator random) {
        StringBuilder text = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new OperatorToken(text.toString());
    }

    static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "OperatorToken[hidden]";
    }
}
