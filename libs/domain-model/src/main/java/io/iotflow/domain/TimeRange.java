package io.iotflow.domain;

import java.time.Instant;

/**
 * A span of event time, both ends included, in whole milliseconds.
 *
 * @param start the earliest time inside
 * @param end the latest time inside, not before {@code start}
 */
public record TimeRange(Instant start, Instant end) {

    public TimeRange {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a range ends before it starts");
        }
    }
}
