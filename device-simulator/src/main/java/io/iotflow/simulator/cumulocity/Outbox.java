package io.iotflow.simulator.cumulocity;

import io.iotflow.simulator.link.MqttSession;
import io.iotflow.simulator.link.ReconnectingLink;
import io.iotflow.simulator.link.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What a device still has to send: bounded, in order, at a bounded rate. Nothing is dropped silently: a message is refused
 * before it is queued, or it stays until the broker has confirmed it. A lost connection sends again what was not confirmed.
 */
public final class Outbox {

    /** What became of the wish to send. */
    public sealed interface Offer {

        /** In the queue; {@code confirmed} completes with the broker's acknowledgement. */
        record Queued(Future<Void> confirmed) implements Offer {}

        /** Not in the queue, and why. */
        record Refused(String reason) implements Offer {}
    }

    private record Message(String topic, Buffer payload, int qos, Promise<Void> confirmed) {}

    private final Timers timers;
    private final ReconnectingLink link;
    private final TenantRate rate;
    private final int capacity;
    private final Deque<Message> queue = new ArrayDeque<>();
    private Instant lastSent;
    private boolean busy;

    /**
     * @param rate shared by all devices of the tenant
     * @param capacity how many messages may wait
     */
    public Outbox(Timers timers, ReconnectingLink link, TenantRate rate, int capacity) {
        this.timers = timers;
        this.link = link;
        this.rate = rate;
        this.capacity = capacity;
        this.lastSent = timers.now();
    }

    /** How many messages wait. */
    public int size() {
        return queue.size();
    }

    /** When the last message went out. */
    public Instant lastSent() {
        return lastSent;
    }

    /** Queues a message, or says why not. */
    public Offer offer(String topic, String payload, int qos) {
        Optional<String> objection = TopicRules.objection(topic);
        if (objection.isPresent()) {
            return new Offer.Refused(objection.get());
        }
        if (!PacketSize.fits(topic, payload, qos)) {
            return new Offer.Refused("The packet is larger than " + PacketSize.LARGEST + " bytes.");
        }
        if (queue.size() >= capacity) {
            return new Offer.Refused("The queue is full: " + capacity + " messages wait.");
        }
        Message message = new Message(topic, Buffer.buffer(payload), qos, Promise.promise());
        queue.add(message);
        pump();
        return new Offer.Queued(message.confirmed().future());
    }

    /** Goes on after the connection came back. */
    public void pump() {
        if (busy || queue.isEmpty() || link.online().isEmpty()) {
            return;
        }
        busy = true;
        Duration wait = rate.turn(timers.now());
        if (wait.isZero()) {
            send();
        } else {
            timers.after(wait, this::send);
        }
    }

    private void send() {
        Optional<MqttSession> session = link.online();
        if (session.isEmpty()) {
            busy = false;
            return;
        }
        Message next = queue.getFirst();
        lastSent = timers.now();
        session.get().publish(next.topic(), next.payload(), next.qos()).onComplete(outcome -> {
            busy = false;
            if (outcome.succeeded()) {
                queue.removeFirst();
                link.noteMessage();
                next.confirmed().complete();
                pump();
            }
        });
    }
}
