package io.iotflow.simulator.virtual;

import io.iotflow.simulator.platform.DeviceCredentials;
import java.time.Instant;
import java.util.Optional;

/**
 * A device as it is stored.
 *
 * @param running whether the user wants it to run
 * @param last its newest measurement
 */
public record VirtualDevice(
        long id, Definition definition, boolean running, Times times, Memory memory, Optional<Measurement> last) {

    /** When it was made, and last started. */
    public record Times(Instant created, Optional<Instant> started) {}

    /**
     * What it must remember over a restart of the process.
     *
     * @param iotflow who it is in IoTFlow, once it is registered there
     * @param cumulocityRegistered whether it has introduced itself to Cumulocity
     * @param cumulocityRestarting whether a restart was begun and not yet reported there
     * @param iotflowDelivered the last measurement that IoTFlow confirmed
     * @param cumulocityDelivered the last measurement that Cumulocity confirmed
     */
    public record Memory(
            Optional<DeviceCredentials> iotflow,
            boolean cumulocityRegistered,
            boolean cumulocityRestarting,
            long iotflowDelivered,
            long cumulocityDelivered) {}

    /** Its name as a client of MQTT, and its serial number at Cumulocity. */
    public String clientId() {
        return "iot_sim_" + id + "_client";
    }
}
