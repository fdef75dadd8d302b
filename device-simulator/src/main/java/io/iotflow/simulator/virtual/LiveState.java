package io.iotflow.simulator.virtual;

import io.iotflow.simulator.virtual.DeliveryTarget.Health;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a device that runs is now.
 *
 * @param last its newest measurement
 * @param delivered the last measurement that each target confirmed
 * @param connections how each connection is
 */
public record LiveState(Optional<Measurement> last, Map<Target, Long> delivered, Map<Target, Health> connections) {

    static LiveState of(LiveDevice device) {
        return new LiveState(
                device.last(),
                each(device, Delivery::confirmed),
                each(device, delivery -> delivery.target().health()));
    }

    private static <T> Map<Target, T> each(LiveDevice device, Function<Delivery, T> value) {
        return device.deliveries().stream().collect(Collectors.toMap(Delivery::name, value));
    }
}
