package io.iotflow.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people write it in a parameter: {@code 30s}, {@code 5m}, {@code 24h}, {@code 7d}, {@code 2w}. */
public final class TimeSpan {

    /** The accepted form, for an answer to a caller who sent another one. */
    public static final String ACCEPTED_FORM = "a number and one of s, m, h, d, w, such as 24h";

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhdw])");
    private static final int DAYS_OF_A_WEEK = 7;

    private TimeSpan() {}

    /** Reads the accepted form; anything else is empty. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2).charAt(0)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    case 'd' -> Duration.ofDays(count);
                    default -> Duration.ofDays(count * DAYS_OF_A_WEEK);
                });
    }
}
