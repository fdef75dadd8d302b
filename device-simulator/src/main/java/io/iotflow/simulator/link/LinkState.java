package io.iotflow.simulator.link;

import java.time.Duration;
import java.time.Instant;

/** Where a link is. */
public sealed interface LinkState {

    /** The user wants no connection. */
    record Off() implements LinkState {}

    /** Attempt {@code attempt} is under way; 0 is the user's own. */
    record Connecting(int attempt) implements LinkState {}

    /** Connected; the device introduces itself. */
    record Greeting(int attempt, MqttSession session) implements LinkState {}

    /** Everything works. */
    record Online(MqttSession session) implements LinkState {}

    /** The connection was lost or refused; attempt {@code attempt} comes at {@code nextAttempt}. */
    record Waiting(int attempt, Duration pause, Instant nextAttempt, Timers.Timer timer) implements LinkState {}

    /** All attempts failed; only the user can start again. */
    record GivenUp(int attempts) implements LinkState {}
}
