package io.iotflow.simulator.load;

/** When messages are sent. */
public sealed interface Pace {

    /**
     * At fixed moments, whatever the platform does: latency counts from the moment at which a message should have been
     * sent, so that a platform which stands still can't hide it.
     *
     * @param messagesPerSecond of the whole run, positive
     * @param together how many become due at the same moment, positive; over MQTT all of them are one device's, so that
     *     they share packets of the network as they do when a device sends as fast as it may
     */
    record OpenLoop(double messagesPerSecond, int together) implements Pace {

        public OpenLoop {
            if (messagesPerSecond <= 0 || together <= 0) {
                throw new IllegalArgumentException("a rate is positive, and so is what is due together");
            }
        }

        /** Each message at a moment of its own. */
        public OpenLoop(double messagesPerSecond) {
            this(messagesPerSecond, 1);
        }
    }

    /** As soon as there is room: every connection always has as many messages unanswered as it may have. */
    record Saturating() implements Pace {}

    /** Never: the connections are opened and kept. */
    record Idle() implements Pace {}
}
