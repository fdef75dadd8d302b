package io.iotflow.ingest.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets acknowledgements out in the order in which their messages came (MQTT 3.1.1, 4.6), though what they wait for may
 * end in another. One event loop only.
 */
final class AcknowledgementOrder {

    /** The place of one message in the order. */
    static final class Place {
        private Runnable acknowledgement = NOT_YET;

        private Place() {}
    }

    private static final Runnable NOT_YET = () -> {};

    private final Deque<Place> places = new ArrayDeque<>();

    /** Takes the next place. */
    Place next() {
        Place place = new Place();
        places.addLast(place);
        return place;
    }

    /** How many places wait. */
    int size() {
        return places.size();
    }

    /** Says how a message is to be acknowledged; it is, and all behind it that are ready, once it is the first. */
    void ready(Place place, Runnable acknowledgement) {
        place.acknowledgement = acknowledgement;
        while (!places.isEmpty() && places.getFirst().acknowledgement != NOT_YET) {
            places.removeFirst().acknowledgement.run();
        }
    }
}
