package io.iotflow.query.retention;

import io.iotflow.domain.TimeSpan;
import java.time.Duration;
import java.util.Optional;

/**
 * How long readings are kept.
 *
 * @param text {@code forever}, or a length such as {@code 90d}
 */
record Kept(String text) {

    static final Kept FOREVER = new Kept("forever");

    /** Reads the accepted forms; anything else is empty. */
    static Optional<Kept> parse(String text) {
        return text.equals(FOREVER.text) || TimeSpan.parse(text).isPresent()
                ? Optional.of(new Kept(text))
                : Optional.empty();
    }

    /** Empty when for ever. */
    Optional<Duration> age() {
        return TimeSpan.parse(text);
    }
}
