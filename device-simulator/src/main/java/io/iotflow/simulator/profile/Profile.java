package io.iotflow.simulator.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of simulated device.
 *
 * @param measurements what it measures, see {@link Signals}
 * @param signals what it measures besides, by name
 * @param telemetrySeconds between readings
 * @param heartbeatSeconds between signs of life
 * @param failureRate the share of readings that the device fails to take, 0 to 1
 * @param batteryPercentPerHour how fast its battery drains
 */
public record Profile(
        String name,
        List<String> measurements,
        Map<String, Signal> signals,
        double telemetrySeconds,
        double heartbeatSeconds,
        double failureRate,
        double batteryPercentPerHour) {

    public Profile {
        measurements = List.copyOf(measurements);
        signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
        if (telemetrySeconds <= 0 || heartbeatSeconds <= 0) {
            throw new IllegalArgumentException("the intervals of profile " + name + " must be positive");
        }
        if (failureRate < 0 || failureRate > 1) {
            throw new IllegalArgumentException("the failure_rate of profile " + name + " must be from 0 to 1");
        }
    }

    /** The same with another time between readings. */
    public Profile withTelemetrySeconds(double seconds) {
        return new Profile(name, measurements, signals, seconds, heartbeatSeconds, failureRate, batteryPercentPerHour);
    }

    /** The same with another share of readings that fail. */
    public Profile withFailureRate(double rate) {
        return new Profile(
                name, measurements, signals, telemetrySeconds, heartbeatSeconds, rate, batteryPercentPerHour);
    }
}
