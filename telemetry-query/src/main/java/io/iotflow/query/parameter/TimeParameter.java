package io.iotflow.query.parameter;

import io.iotflow.domain.TimeSpan;
import io.iotflow.domain.TimestampParser;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A point in time as callers write it: {@code now}, {@code -24h}, ISO-8601 or epoch. */
public final class TimeParameter {

    private TimeParameter() {}

    /**
     * Reads a parameter, or fails with the problem that names it.
     *
     * @param now what relative times are relative to
     */
    public static Instant read(String name, String text, Instant now) {
        return parse(text, now.truncatedTo(ChronoUnit.MILLIS))
                .orElseThrow(() -> ProblemException.invalid(Violation.inQuery(
                        name,
                        "must be now, -<n>(s|m|h|d|w) such as -24h, or a time: " + TimestampParser.ACCEPTED_FORMS)));
    }

    private static Optional<Instant> parse(String text, Instant now) {
        if (text.equals("now")) {
            return Optional.of(now);
        }
        if (text.startsWith("-")) {
            return TimeSpan.parse(text.substring(1)).map(now::minus);
        }
        // A plus sign arrives as a space from callers who did not escape it.
        return TimestampParser.parse(text).or(() -> TimestampParser.parse(text.replace(' ', '+')));
    }
}
