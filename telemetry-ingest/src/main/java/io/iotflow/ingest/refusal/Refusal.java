package io.iotflow.ingest.refusal;

import io.iotflow.domain.DeviceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a device sent and that was not taken.
 *
 * @param timestamp when it was refused
 * @param device who sent it; empty when that is not known
 * @param transport {@code http}, {@code mqtt} or {@code broker}
 * @param code for machines, {@code snake_case}
 * @param message why, and what would be right; cut when it is too long
 * @param excerpt the beginning of what was sent; what is kept of it has at most {@value #LONGEST_EXCERPT} bytes of UTF-8
 */
public record Refusal(
        Instant timestamp, Optional<DeviceId> device, String transport, String code, String message, String excerpt) {

    /** In bytes. */
    public static final int LONGEST_EXCERPT = 1024;

    public Refusal {
        message = message.substring(0, Math.min(message.length(), LONGEST_EXCERPT));
        excerpt = excerpt.substring(0, Math.min(excerpt.length(), LONGEST_EXCERPT));
    }

    /** The same as it may be kept and shown: without keys, within its bounds. */
    Refusal withoutKeys() {
        return new Refusal(
                timestamp, device, transport, code, Excerpt.withoutKeys(message), Excerpt.withoutKeys(excerpt));
    }
}
