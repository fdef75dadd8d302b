package io.iotflow.simulator.virtual.api;

import io.iotflow.domain.WireTime;
import io.iotflow.simulator.virtual.Measurement;

/**
 * A measurement as it is answered.
 *
 * @param sequence 1, 2, 3 … without a gap for each device
 * @param voltage in volt
 * @param current in ampere
 * @param power in watt
 */
record MeasurementDocument(
        long deviceId, long sequence, String timestamp, double voltage, double current, double power) {

    /** The names of the columns of {@link #csv()}. */
    static final String HEADER = "device_id,sequence,timestamp,voltage,current,power\r\n";

    static MeasurementDocument of(Measurement measurement) {
        return new MeasurementDocument(
                measurement.deviceId(),
                measurement.sequence(),
                WireTime.of(measurement.time()),
                measurement.values().voltage(),
                measurement.values().current(),
                measurement.values().power());
    }

    /** A line of CSV. */
    String csv() {
        return deviceId + "," + sequence + "," + timestamp + "," + voltage + "," + current + "," + power + "\r\n";
    }
}
