package io.iotflow.simulator.load;

/** When messages are sent. */
public sealed interface Pace {

    /**
     * At fixed moments, whatever the platform does: latency counts from the moment at which a message should have been
     * sent, so that a platform which stands still can't hide it.
     *
     * @param messagesPerSecond of the whole run, positive
     */
    record OpenLoop(double messagesPerSecond) implements Pace {

        public OpenLoop {
            if (messagesPerSecond <= 0) {
                throw new IllegalArgumentException("a rate is positive");
            }
        }
    }

    /** As soon as there is room: every connection always has as many messages unanswered as it may have. */
    record Saturating() implements Pace {}

    /** Never: the connections are opened and kept. */
    record Idle() implements Pace {}
}
