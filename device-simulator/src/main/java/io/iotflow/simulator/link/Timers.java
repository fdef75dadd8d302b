package io.iotflow.simulator.link;

import java.time.Duration;
import java.time.Instant;

/** Time as a link sees it; tests bring their own. */
public interface Timers {

    /** What can still be called off. */
    interface Timer {
        void cancel();
    }

    /** The time. */
    Instant now();

    /** Runs a task once, on the caller's event loop. */
    Timer after(Duration delay, Runnable task);
}
