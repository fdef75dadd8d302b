package io.iotflow.simulator.virtual;

import java.time.Instant;

/**
 * The mean of a window of time.
 *
 * @param timestamp when the window begins
 * @param measured how many measurements it holds
 */
public record MeasurementMean(Instant timestamp, double voltage, double current, double power, long measured) {}
