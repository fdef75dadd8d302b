package io.iotflow.simulator.cumulocity.settings;

import io.vertx.core.Future;
import java.util.Optional;

/** The settings that are kept. */
@FunctionalInterface
interface KnownBroker {

    /** Empty when there are none. */
    Future<Optional<BrokerSettings>> find();
}
