package io.iotflow.simulator.virtual.api;

import io.iotflow.simulator.link.LinkHealth;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.virtual.DeliveryTarget.Health;
import io.iotflow.simulator.virtual.LiveState;
import io.iotflow.simulator.virtual.Measurement;
import io.iotflow.simulator.virtual.Target;
import io.iotflow.simulator.virtual.VirtualDevice;
import io.iotflow.simulator.virtual.VirtualDevices.Shown;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A device as it is answered.
 *
 * @param interval in seconds
 * @param status {@code running} or {@code stopped}
 * @param iotflowDeviceId its id in IoTFlow, once it is registered
 * @param connections by target; of a device that runs
 */
record DeviceDocument(
        long id,
        String name,
        String type,
        double interval,
        String target,
        String status,
        String clientId,
        Optional<Long> iotflowDeviceId,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<MeasurementDocument> latest,
        Counters counters,
        Map<String, Connection> connections) {

    private static final double MILLIS = 1000;

    /**
     * How much was measured, and how much of it each target has confirmed.
     */
    record Counters(long measured, Map<String, Long> delivered) {}

    /**
     * How a connection is.
     *
     * @param maxAttempts after so many failed attempts it is given up; empty when it never is
     */
    record Connection(
            boolean connected,
            boolean registered,
            String clientId,
            Optional<Instant> lastConnectedAt,
            Optional<Instant> lastDisconnectedAt,
            Optional<Instant> lastMessageAt,
            int reconnectAttempts,
            Optional<Integer> maxAttempts,
            Optional<Instant> nextAttemptAt,
            long backoffSeconds,
            Optional<String> lastError) {

        static Connection of(Health health) {
            LinkHealth link = health.link();
            return new Connection(
                    link.connected(),
                    health.registered(),
                    link.clientId(),
                    link.lastConnectedAt(),
                    link.lastDisconnectedAt(),
                    link.lastMessageAt(),
                    link.reconnectAttempts(),
                    Optional.of(link.maxAttempts()).filter(most -> most < Integer.MAX_VALUE),
                    link.nextAttemptAt(),
                    link.backoffSeconds(),
                    health.problem().or(link::lastError));
        }
    }

    static DeviceDocument of(Shown shown) {
        VirtualDevice device = shown.device();
        Optional<Measurement> last = shown.state().map(LiveState::last).orElse(device.last());
        return new DeviceDocument(
                device.id(),
                device.definition().name(),
                device.definition().type(),
                device.definition().interval().toMillis() / MILLIS,
                device.definition().target().wireName(),
                device.running() ? "running" : "stopped",
                device.clientId(),
                device.memory().iotflow().map(DeviceCredentials::id),
                device.times().created(),
                device.times().started(),
                last.map(MeasurementDocument::of),
                new Counters(last.map(Measurement::sequence).orElse(0L), delivered(shown)),
                connections(shown));
    }

    private static Map<String, Long> delivered(Shown shown) {
        Map<String, Long> delivered = new TreeMap<>();
        Target target = shown.device().definition().target();
        if (target != Target.CUMULOCITY) {
            delivered.put(Target.IOTFLOW.wireName(), shown.device().memory().iotflowDelivered());
        }
        if (target != Target.IOTFLOW) {
            delivered.put(Target.CUMULOCITY.wireName(), shown.device().memory().cumulocityDelivered());
        }
        shown.state()
                .ifPresent(state ->
                        state.delivered().forEach((name, sequence) -> delivered.put(name.wireName(), sequence)));
        return delivered;
    }

    private static Map<String, Connection> connections(Shown shown) {
        Map<String, Connection> connections = new TreeMap<>();
        shown.state()
                .ifPresent(state -> state.connections()
                        .forEach((name, health) -> connections.put(name.wireName(), Connection.of(health))));
        return connections;
    }
}
