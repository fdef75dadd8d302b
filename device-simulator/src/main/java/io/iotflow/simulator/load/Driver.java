package io.iotflow.simulator.load;

import java.util.concurrent.CompletableFuture;

/** Sends the messages of one event loop's share over its connections. Lives on that event loop. */
interface Driver {

    /** Opens the connections; completes when all are there, fails when one is refused for good. */
    CompletableFuture<Void> connect();

    /** Messages may be sent from now on. */
    void begin(Schedule begun);

    /**
     * Messages with numbers below this one are due; those for which there is room are sent now, the others as soon as
     * there is.
     */
    void advance(long due);

    /** How many messages have been sent, whether answered or not. */
    long issued();

    /** How many messages are sent and not answered. */
    long inFlight();

    /** Gives up connections that have waited too long for an answer, and keeps idle ones alive. To be called each second. */
    void look(long now);

    /** Ends all connections. */
    void close();
}
