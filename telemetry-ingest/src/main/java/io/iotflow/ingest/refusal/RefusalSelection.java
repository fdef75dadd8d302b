package io.iotflow.ingest.refusal;

import io.iotflow.domain.DeviceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which refusals are wanted.
 *
 * @param device only those of this device; empty for all
 * @param since only those from this time on
 * @param limit at most so many, the newest
 */
public record RefusalSelection(Optional<DeviceId> device, Instant since, int limit) {

    boolean wants(Refusal refusal) {
        boolean ofDevice = device.isEmpty() || device.equals(refusal.device());
        return ofDevice && !refusal.timestamp().isBefore(since);
    }
}
