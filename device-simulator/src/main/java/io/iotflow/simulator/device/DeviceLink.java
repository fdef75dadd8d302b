package io.iotflow.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.LongConsumer;

/** A device's way to the platform and back, for ever: it comes back after every break. Everything on one event loop. */
interface DeviceLink {

    /** What the platform tells a device. */
    sealed interface Instruction {

        /** Something to do, and to be answered. */
        record Command(JsonNode body) implements Instruction {}

        /** The whole configuration. */
        record Configuration(JsonNode body) implements Instruction {}
    }

    /** A message that is to arrive. */
    record Outgoing(String channel, Buffer payload, int qos, long dueNanos, LongConsumer acknowledged) {}

    /** Where instructions go. */
    interface Inbox {

        /** To be done now. */
        void take(Instruction instruction);

        /** How long the device leaves an instruction unread. */
        long readsAfterMillis();
    }

    Context context();

    /** Connects and stays connected. To be called on the context. */
    void open(Inbox target);

    /**
     * Sends, now or when the connection is back. Who sent is told of the acknowledgement once, with the nanoseconds since
     * the message was due. To be called on the context.
     */
    void send(Outgoing message);

    /** Breaks the connection, which then comes back. To be called on the context. */
    void restart();

    /** Breaks the connection, which stays away until {@link #comeBack}; what is sent meanwhile waits. To be called on the context. */
    void goAway();

    /** Connects again after {@link #goAway}. To be called on the context. */
    void comeBack();

    /** Completes when everything is acknowledged and the connection is closed. To be called on the context. */
    Future<Void> close();
}
