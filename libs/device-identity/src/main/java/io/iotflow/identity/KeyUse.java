package io.iotflow.identity;

import java.time.Instant;

/**
 * How often a key let its device in.
 *
 * @param count since it was last asked
 * @param last the latest time
 */
public record KeyUse(long count, Instant last) {

    /** Both together. */
    KeyUse plus(KeyUse other) {
        return new KeyUse(count + other.count, last.isAfter(other.last) ? last : other.last);
    }
}
