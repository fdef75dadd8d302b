package io.iotflow.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A point in time as callers write it in a parameter: {@code now}, {@code -24h}, ISO-8601 or epoch. */
public final class TimePoint {

    /** The accepted forms, for an answer to a caller who sent another one. */
    public static final String ACCEPTED_FORMS =
            "now, -<n>(s|m|h|d|w) such as -24h, or a time: " + TimestampParser.ACCEPTED_FORMS;

    private TimePoint() {}

    /**
     * Reads one of the accepted forms; anything else is empty.
     *
     * @param now what relative times are relative to
     */
    public static Optional<Instant> parse(String text, Instant now) {
        Instant millis = now.truncatedTo(ChronoUnit.MILLIS);
        if (text.equals("now")) {
            return Optional.of(millis);
        }
        if (text.startsWith("-")) {
            return TimeSpan.parse(text.substring(1)).map(millis::minus);
        }
        // A plus sign arrives as a space from callers who did not escape it.
        return TimestampParser.parse(text).or(() -> TimestampParser.parse(text.replace(' ', '+')));
    }
}
