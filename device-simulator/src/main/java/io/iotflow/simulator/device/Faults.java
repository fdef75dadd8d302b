package io.iotflow.simulator.device;

/**
 * How often devices do what they should not, on purpose; each a share of messages, 0 to 1.
 *
 * @param duplicate sent twice
 * @param late sent up to ten seconds after it was measured
 * @param outOfOrder sent after the next one
 * @param badPayload sent as something that is no JSON; the reading is lost, as the platform must say
 * @param wrongType one number of each reading is sent as text
 * @param clockSkew the time of the readings is up to an hour early, or five minutes late
 * @param droppedConnection the connection is broken after the message
 * @param slowReader of what the platform sends: it is taken five seconds late
 */
public record Faults(
        double duplicate,
        double late,
        double outOfOrder,
        double badPayload,
        double wrongType,
        double clockSkew,
        double droppedConnection,
        double slowReader) {

    /** Devices that do nothing wrong. */
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0);
}
