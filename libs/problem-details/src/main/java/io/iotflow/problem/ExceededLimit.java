package io.iotflow.problem;

import java.time.Duration;

/**
 * A limit that a caller went over.
 *
 * @param limit how many requests are allowed in a window
 * @param window how long a window is
 * @param retryIn what is left of the current window
 */
public record ExceededLimit(int limit, Duration window, Duration retryIn) {

    /** After how many whole seconds the window has ended, at least one. */
    public long retrySeconds() {
        return Math.max(1, retryIn.plusMillis(999).toSeconds());
    }
}
