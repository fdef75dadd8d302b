package io.iotflow.query.live;

import io.iotflow.domain.Reading;

/** What a stream says. */
sealed interface StreamEvent {

    /** A reading that the store has. */
    record Taken(Reading reading) implements StreamEvent {}

    /** The reader, or the way to it, was too slow for this many readings. */
    record Lost(long readings) implements StreamEvent {}

    /** The stream lives. */
    record Heartbeat() implements StreamEvent {}

    /** The stream ends. */
    record Ended(String reason) implements StreamEvent {}
}
