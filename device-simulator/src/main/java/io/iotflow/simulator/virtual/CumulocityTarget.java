package io.iotflow.simulator.virtual;

import io.iotflow.simulator.cumulocity.CumulocityDevice;
import io.iotflow.simulator.cumulocity.ElectricMeasurement;
import io.iotflow.simulator.cumulocity.Outbox.Offer;
import io.iotflow.simulator.cumulocity.settings.CurrentBroker;
import io.iotflow.simulator.link.Backoff;
import io.iotflow.simulator.link.ReconnectingLink;
import io.iotflow.simulator.link.Timers;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * A virtual device's connection to Cumulocity, one measurement after the other. It comes back as {@link Backoff#STANDARD}
 * says, and anew when the settings of the broker change. One event loop.
 */
final class CumulocityTarget implements DeliveryTarget {

    private final CumulocityMemory memory;
    private final CumulocityDevice device;
    private boolean wanted;

    CumulocityTarget(VirtualDevice device, CurrentBroker broker, VirtualDeviceRepository repository, Timers timers) {
        this.memory = new CumulocityMemory(device, repository);
        this.device = new CumulocityDevice(
                device.clientId(),
                device.definition().name(),
                new CumulocityDevice.Shared(timers, broker.rate()),
                memory,
                user -> new ReconnectingLink(
                        timers, Backoff.STANDARD, device.clientId(), () -> broker.connect(device.clientId()), user));
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public void start() {
        wanted = true;
        device.start();
    }

    @Override
    public Future<Void> stop() {
        wanted = false;
        return device.stop();
    }

    @Override
    public Future<Void> deliver(List<Measurement> measurements) {
        Measurement one = measurements.getFirst();
        ElectricMeasurement measurement = new ElectricMeasurement(
                one.time(), one.values().voltage(), one.values().current());
        return confirmed(device.measured(measurement));
    }

    @Override
    public Health health() {
        return new Health(device.health(), memory.registered(), Optional.empty());
    }

    /** Takes the new settings of the broker. */
    void reconnect() {
        if (wanted) {
            device.stop().onComplete(_ -> {
                if (wanted) {
                    device.start();
                }
            });
        }
    }

    /** Sends what the user typed, or says why not. */
    Offer test(String topic, String message) {
        return device.test(topic, message);
    }

    static Future<Void> confirmed(Offer offer) {
        return switch (offer) {
            case Offer.Queued(Future<Void> confirmed) -> confirmed;
            case Offer.Refused(String reason) -> Future.failedFuture(reason);
        };
    }
}
