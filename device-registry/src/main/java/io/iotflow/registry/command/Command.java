package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A command to one device.
 *
 * @param number grows with every command; the order in which they were given
 * @param result what the device said about it: a JSON object, as text
 */
record Command(
        UUID id,
        long number,
        DeviceId device,
        NewCommand order,
        CommandState state,
        String createdBy,
        Times times,
        Optional<String> result) {

    /** When it came how far. */
    record Times(
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> sentAt,
            Optional<Instant> acknowledgedAt,
            Optional<Instant> finishedAt) {}
}
