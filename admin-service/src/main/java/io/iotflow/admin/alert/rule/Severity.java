package io.iotflow.admin.alert.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much it matters. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this name. */
    public static Optional<Severity> parse(String text) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(text))
                .findFirst();
    }
}
