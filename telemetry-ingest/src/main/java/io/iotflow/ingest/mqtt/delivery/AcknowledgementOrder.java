package io.iotflow.ingest.mqtt.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets acknowledgements out in the order in which their messages came (MQTT 3.1.1, 4.6), though what they wait for may
 * end in another. One event loop only.
 */
public final class AcknowledgementOrder {

    /** The place of one message in the order. */
    public static final class Place {
        private Runnable acknowledgement = NOT_YET;

        private Place() {}
    }

    private static final Runnable NOT_YET = () -> {};

    private final Deque<Place> places = new ArrayDeque<>();

    /** Takes the next place. */
    public Place next() {
        Place place = new Place();
        places.addLast(place);
        return place;
    }

    /** How many places wait. */
    public int size() {
        return places.size();
    }

    /** Says how a message is to be acknowledged; it is, and all behind it that are ready, once it is the first. */
    public void ready(Place place, Runnable acknowledgement) {
        place.acknowledgement = acknowledgement;
        while (!places.isEmpty() && places.getFirst().acknowledgement != NOT_YET) {
            places.removeFirst().acknowledgement.run();
        }
    }
}
