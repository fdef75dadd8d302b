package io.iotflow.simulator.link;

import java.time.Duration;

/**
 * How long to wait before the n-th attempt: doubled each time up to the longest.
 *
 * @param mostAttempts after this many failed attempts nothing more is tried
 */
public record Backoff(Duration first, Duration longest, int mostAttempts) {

    private static final int MOST_DOUBLINGS = 30;

    /** 5, 10, 20, 40, 80, 160, 300, 300 … seconds, fifty times. */
    public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(300), 50);

    /** Before attempt {@code attempt}, the first of which is 1. */
    public Duration before(int attempt) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
