package io.iotflow.simulator.link;

import io.iotflow.simulator.link.LinkState.Connecting;
import io.iotflow.simulator.link.LinkState.GivenUp;
import io.iotflow.simulator.link.LinkState.Greeting;
import io.iotflow.simulator.link.LinkState.Off;
import io.iotflow.simulator.link.LinkState.Online;
import io.iotflow.simulator.link.LinkState.Waiting;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A connection that comes back as {@link Backoff} says, until the user ends it or the attempts are used up. A success resets
 * the attempts. All calls on one event loop.
 */
public final class ReconnectingLink {

    private static final Logger LOG = Logger.getLogger(ReconnectingLink.class.getName());

    /** What a device does with its connection. */
    public interface Device {

        /** Introduces itself and subscribes; when this fails, the connection is given up and tried again. */
        Future<Void> greet(MqttSession session);

        /** Everything works now. */
        default void online(MqttSession session) {}

        /** A message arrived. */
        void received(String topic, String payload);
    }

    private final Timers timers;
    private final Backoff backoff;
    private final String clientId;
    private final Supplier<Future<MqttSession>> connector;
    private final Device device;
    private LinkState state = new Off();
    private @Nullable Instant lastConnected;
    private @Nullable Instant lastDisconnected;
    private @Nullable Instant lastMessage;
    private @Nullable String lastError;

    public ReconnectingLink(
            Timers timers, Backoff backoff, String clientId, Supplier<Future<MqttSession>> connector, Device device) {
        this.timers = timers;
        this.backoff = backoff;
        this.clientId = clientId;
        this.connector = connector;
        this.device = device;
    }

    /** Where it is. */
    public LinkState state() {
        return state;
    }

    /** The connection, when everything works. */
    public Optional<MqttSession> online() {
        return state instanceof Online(MqttSession session) ? Optional.of(session) : Optional.empty();
    }

    /** Connects, unless it is connected or trying. */
    public void start() {
        switch (state) {
            case Off _, GivenUp _ -> attempt(0);
            case Connecting _, Greeting _, Online _, Waiting _ -> {}
        }
    }

    /** Disconnects and stays away. */
    public Future<Void> stop() {
        LinkState before = state;
        state = new Off();
        return switch (before) {
            case Online(MqttSession session) -> leave(session);
            case Greeting(int _, MqttSession session) -> leave(session);
            case Waiting waiting -> {
                waiting.timer().cancel();
                yield Future.succeededFuture();
            }
            case Off _, Connecting _, GivenUp _ -> Future.succeededFuture();
        };
    }

    /** Notes that the device sent or heard something. */
    public void noteMessage() {
        lastMessage = timers.now();
    }

    /** When it last sent or heard something. */
    public Optional<Instant> lastMessageAt() {
        return Optional.ofNullable(lastMessage);
    }

    /** How it is. */
    public LinkHealth health() {
        Optional<Waiting> waiting = state instanceof Waiting now ? Optional.of(now) : Optional.empty();
        return new LinkHealth(
                state instanceof Online,
                Optional.ofNullable(lastConnected),
                Optional.ofNullable(lastDisconnected),
                Optional.ofNullable(lastMessage),
                attempts(),
                backoff.mostAttempts(),
                waiting.map(Waiting::nextAttempt),
                waiting.map(Waiting::pause).map(Duration::toSeconds).orElse(0L),
                clientId,
                Optional.ofNullable(lastError));
    }

    private int attempts() {
        return switch (state) {
            case Connecting(int attempt) -> attempt;
            case Greeting(int attempt, MqttSession _) -> attempt;
            case Waiting waiting -> waiting.attempt() - 1;
            case GivenUp(int attempts) -> attempts;
            case Off _, Online _ -> 0;
        };
    }

    private void attempt(int attempt) {
        Connecting connecting = new Connecting(attempt);
        state = connecting;
        connector.get().onComplete(outcome -> {
            if (state != connecting) {
                outcome.map(MqttSession::disconnect);
            } else if (outcome.succeeded()) {
                greet(attempt, outcome.result());
            } else {
                failed(attempt, String.valueOf(outcome.cause().getMessage()));
            }
        });
    }

    private void greet(int attempt, MqttSession session) {
        Greeting greeting = new Greeting(attempt, session);
        state = greeting;
        BiConsumer<String, String> messages = (topic, payload) -> {
            noteMessage();
            device.received(topic, payload);
        };
        session.listen(messages, reason -> ended(session, reason));
        device.greet(session)
                .onSuccess(_ -> {
                    if (state == greeting) {
                        lastConnected = timers.now();
                        lastError = null;
                        state = new Online(session);
                        device.online(session);
                    }
                })
                .onFailure(failure -> {
                    if (state == greeting) {
                        failed(attempt, String.valueOf(failure.getMessage()));
                        session.disconnect();
                    }
                });
    }

    private void ended(MqttSession session, String reason) {
        switch (state) {
            case Online(MqttSession open) when open == session -> failed(0, reason);
            case Greeting(int attempt, MqttSession open) when open == session -> failed(attempt, reason);
            case Off _, Connecting _, Greeting _, Online _, Waiting _, GivenUp _ -> {}
        }
    }

    private void failed(int attempt, String reason) {
        lastDisconnected = timers.now();
        lastError = reason;
        if (attempt >= backoff.mostAttempts()) {
            state = new GivenUp(attempt);
            LOG.warning(clientId + " gives up after " + attempt + " attempts: " + reason);
            return;
        }
        Duration pause = backoff.before(attempt + 1);
        Timers.Timer timer = timers.after(pause, () -> attempt(attempt + 1));
        state = new Waiting(attempt + 1, pause, timers.now().plus(pause), timer);
    }

    private Future<Void> leave(MqttSession session) {
        lastDisconnected = timers.now();
        return session.disconnect();
    }
}
