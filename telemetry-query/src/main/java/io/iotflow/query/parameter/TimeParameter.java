package io.iotflow.query.parameter;

import io.iotflow.domain.TimePoint;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import java.time.Instant;

/** A point in time as callers write it: {@code now}, {@code -24h}, ISO-8601 or epoch. */
public final class TimeParameter {

    private TimeParameter() {}

    /**
     * Reads a parameter, or fails with the problem that names it.
     *
     * @param now what relative times are relative to
     */
    public static Instant read(String name, String text, Instant now) {
        return TimePoint.parse(text, now)
                .orElseThrow(
                        () -> ProblemException.invalid(Violation.inQuery(name, "must be " + TimePoint.ACCEPTED_FORMS)));
    }
}
