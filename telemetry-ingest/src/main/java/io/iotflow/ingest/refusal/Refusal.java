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
 * @param message why, and what would be right
 * @param excerpt the beginning of what was sent, at most {@value #LONGEST_EXCERPT} bytes of UTF-8, without keys
 */
public record Refusal(
        Instant timestamp, Optional<DeviceId> device, String transport, String code, String message, String excerpt) {

    /** In bytes. */
    public static final int LONGEST_EXCERPT = 1024;
}
