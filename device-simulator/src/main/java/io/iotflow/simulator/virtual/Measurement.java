package io.iotflow.simulator.virtual;

import io.iotflow.simulator.virtual.type.Electric;
import java.time.Instant;

/**
 * One measurement of a device.
 *
 * @param sequence 1, 2, 3 … without a gap
 * @param time in milliseconds, later than the one before
 */
public record Measurement(long deviceId, long sequence, Instant time, Electric values) {}
