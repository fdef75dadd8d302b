package io.iotflow.admin.alert.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** On which side of a threshold a number is too far; the threshold itself is not. */
public enum Comparison {
    ABOVE,
    BELOW;

    public boolean holds(double number, double threshold) {
        return this == ABOVE ? number > threshold : number < threshold;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this name. */
    public static Optional<Comparison> parse(String text) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(text))
                .findFirst();
    }
}
