package io.iotflow.simulator.device;

/**
 * How readings look on the wire.
 *
 * @param run marks every reading of a run, with its number and the moment of sending, in its metadata
 * @param batch readings in a message; one is sent alone
 * @param payloadBytes a message is at least so long
 */
public record WireForm(String run, int batch, int payloadBytes, TimestampFormat timestamps) {

    private static final int LARGEST_BATCH = 1000;
    private static final int LARGEST_PAYLOAD = 60_000;

    public WireForm {
        if (batch < 1 || batch > LARGEST_BATCH) {
            throw new IllegalArgumentException("--batch must be from 1 to " + LARGEST_BATCH);
        }
        if (payloadBytes < 0 || payloadBytes > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("--payload-bytes must be from 0 to " + LARGEST_PAYLOAD);
        }
    }
}
