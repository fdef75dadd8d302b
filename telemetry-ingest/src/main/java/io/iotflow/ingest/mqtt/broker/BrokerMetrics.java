package io.iotflow.ingest.mqtt.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What broker mode counts. No device is ever a tag. */
@Singleton
final class BrokerMetrics {

    private final Counter received;
    private final Counter redelivered;
    private final Counter acknowledged;
    private final Counter late;
    private final Counter leftToBroker;
    private final Counter poison;
    private final Counter connections;
    private final AtomicInteger inFlight = new AtomicInteger();

    BrokerMetrics(MeterRegistry registry) {
        this.received = registry.counter("iotflow.broker.messages.received");
        this.redelivered = registry.counter("iotflow.broker.messages.redelivered");
        this.acknowledged = registry.counter("iotflow.broker.messages.acknowledged");
        this.late = registry.counter("iotflow.broker.acknowledgements.late");
        this.leftToBroker = registry.counter("iotflow.broker.messages.left");
        this.poison = registry.counter("iotflow.broker.messages.poison");
        this.connections = registry.counter("iotflow.broker.connections");
        registry.gauge("iotflow.broker.messages.in.flight", inFlight);
    }

    /** A message came; redelivered ones carry the DUP flag (MQTT 3.1.1, 3.3.1.1). */
    void received(boolean duplicate) {
        received.increment();
        if (duplicate) {
            redelivered.increment();
        }
    }

    void acknowledged() {
        acknowledged.increment();
    }

    /** A message was stored after its connection had ended; the broker sends it again. */
    void late() {
        late.increment();
    }

    /** A message came beyond the bound. */
    void leftToBroker() {
        leftToBroker.increment();
    }

    void poison() {
        poison.increment();
    }

    /** A connection was made; all but the first are reconnects. */
    void connected() {
        connections.increment();
    }

    void inFlight(int now) {
        inFlight.set(now);
    }
}
