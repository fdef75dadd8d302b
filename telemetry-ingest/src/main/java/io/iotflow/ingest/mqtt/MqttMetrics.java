package io.iotflow.ingest.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** What the endpoint counts. No device is ever a tag. */
@Singleton
public class MqttMetrics {

    private final MeterRegistry registry;
    private final Counter connects;
    private final Counter messages;
    private final Counter bytes;
    private final Counter dropped;
    private final Counter duplicates;
    private final Counter pauses;
    private final Counter undelivered;
    private final Counter lost;

    public MqttMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.connects = registry.counter("iotflow.mqtt.connects");
        this.messages = registry.counter("iotflow.mqtt.messages.received");
        this.bytes = registry.counter("iotflow.mqtt.bytes.received");
        this.dropped = registry.counter("iotflow.mqtt.messages.dropped", "qos", "0");
        this.duplicates = registry.counter("iotflow.mqtt.messages.duplicate");
        this.pauses = registry.counter("iotflow.mqtt.connections.pauses");
        this.lost = registry.counter("iotflow.mqtt.connections.lost");
        this.undelivered = registry.counter("iotflow.mqtt.messages.undelivered");
    }

    /** A device was let in. */
    public void connected() {
        connects.increment();
    }

    /** Something was refused. */
    public void refused(String code) {
        registry.counter("iotflow.mqtt.refused", "reason", code).increment();
    }

    /** A message came in. */
    public void received(int payload) {
        messages.increment();
        bytes.increment(payload);
    }

    /** A message without a promise was given up. */
    public void dropped() {
        dropped.increment();
    }

    /** A message came a second time. */
    public void duplicate() {
        duplicates.increment();
    }

    /** A connection is no longer read for a while. */
    public void paused() {
        pauses.increment();
    }

    /** A message to a device was given up because too many were on their way. */
    public void undelivered() {
        undelivered.increment();
    }

    /** A connection ended without a goodbye. */
    public void lost() {
        lost.increment();
    }

    /** Shows a figure that is asked for when metrics are read. */
    public void watch(String name, Supplier<Number> figure) {
        Gauge.builder(name, figure).register(registry);
    }
}
