package io.iotflow.query.parameter;

import io.iotflow.domain.TimeRange;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parameters {@code start_time} and {@code end_time}. */
public final class RangeParameter {

    private RangeParameter() {}

    /** Reads both, or fails with the problem that names the one that is wrong. */
    public static TimeRange read(
            @Nullable String startTime, @Nullable String endTime, String defaultStart, Instant now) {
        Instant start = TimeParameter.read("start_time", startTime == null ? defaultStart : startTime, now);
        Instant end = TimeParameter.read("end_time", endTime == null ? "now" : endTime, now);
        if (end.isBefore(start)) {
            throw ProblemException.invalid(Violation.inQuery("start_time", "must not be after end_time"));
        }
        return new TimeRange(start, end);
    }

    /** Fails when a range is longer than one question may ask for, and says how to go on. */
    public static TimeRange bounded(TimeRange range, Duration longest) {
        if (Duration.between(range.start(), range.end()).compareTo(longest) > 0) {
            throw ProblemException.invalid(Violation.inQuery(
                    "start_time",
                    "the range must be at most " + longest.toDays()
                            + " days; ask for parts of it with start_time and end_time, or export it"));
        }
        return range;
    }
}
