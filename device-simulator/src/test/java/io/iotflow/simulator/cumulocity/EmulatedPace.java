package io.iotflow.simulator.cumulocity;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a client sends, as the emulated platform counts it. */
final class EmulatedPace {

    private final Deque<Instant> sent = new ArrayDeque<>();

    /** Whether a message that comes now is one too many within a second. */
    boolean isAbove(int mostPerSecond, Instant now) {
        sent.add(now);
        while (!sent.getFirst().isAfter(now.minusSeconds(1))) {
            sent.removeFirst();
        }
        return sent.size() > mostPerSecond;
    }
}
