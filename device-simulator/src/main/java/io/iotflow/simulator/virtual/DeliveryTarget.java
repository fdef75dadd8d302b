package io.iotflow.simulator.virtual;

import io.iotflow.simulator.link.LinkHealth;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Where a device's measurements go: one connection of its own. All calls on one event loop. */
public interface DeliveryTarget {

    /** How many measurements one message carries at most. */
    int most();

    /** Connects and stays connected. */
    void start();

    /** Disconnects by the user's wish. */
    Future<Void> stop();

    /**
     * Brings measurements to the target, now or when it is reached again; one call at a time. Completes when the target has
     * confirmed all of them.
     */
    Future<Void> deliver(List<Measurement> measurements);

    /** How the connection is. */
    Health health();

    /**
     * How a connection is, and whether the target knows the device.
     *
     * @param problem why there is no connection at all
     */
    record Health(LinkHealth link, boolean registered, Optional<String> problem) {}
}
