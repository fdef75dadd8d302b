package io.iotflow.simulator.virtual;

import java.time.Instant;
import java.util.Optional;

/**
 * Which measurements.
 *
 * @param from the earliest time, included
 * @param to the latest time, excluded
 */
public record MeasurementFilter(
        Optional<Long> device, Optional<String> type, Optional<Instant> from, Optional<Instant> to) {}
