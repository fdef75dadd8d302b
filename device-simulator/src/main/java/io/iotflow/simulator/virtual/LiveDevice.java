package io.iotflow.simulator.virtual;

import io.iotflow.simulator.link.Timers;
import io.iotflow.simulator.virtual.type.DeviceType;
import io.iotflow.simulator.virtual.type.Electric;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One device that runs: measures at its interval, keeps the measurement, then brings it to its targets. A measurement whose
 * time comes before the last one is kept is left out, so that memory stays bounded. All calls on one event loop.
 */
final class LiveDevice {

    /** What a device measures with. */
    record Instruments(DeviceType type, Timers timers, RandomGenerator random, Journal journal) {}

    private final VirtualDevice device;
    private final Instruments instruments;
    private final List<Delivery> deliveries;
    private Optional<Measurement> last;
    private Instant due;
    private Timers.Timer timer = () -> {};
    private Future<Void> keeping = Future.succeededFuture();
    private boolean stopped;

    LiveDevice(VirtualDevice device, Instruments instruments, List<Delivery> deliveries) {
        this.device = device;
        this.instruments = instruments;
        this.deliveries = deliveries;
        this.last = device.last();
        this.due = instruments.timers().now();
    }

    /** Connects, and measures at once. */
    void start() {
        due = instruments.timers().now();
        deliveries.forEach(Delivery::start);
        measure();
    }

    /** Measures no more, and disconnects when the last measurement is kept. */
    Future<Void> stop() {
        stopped = true;
        timer.cancel();
        return keeping.compose(_ ->
                Future.join(deliveries.stream().map(Delivery::stop).toList()).mapEmpty());
    }

    Optional<Measurement> last() {
        return last;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    private void measure() {
        if (stopped) {
            return;
        }
        Instant now = instruments.timers().now();
        Duration interval = device.definition().interval();
        due = due.plus(interval).isBefore(now) ? now.plus(interval) : due.plus(interval);
        timer = instruments.timers().after(Duration.between(now, due), this::measure);
        if (keeping.isComplete()) {
            keep(next(now));
        }
    }

    private void keep(Measurement measurement) {
        keeping = instruments.journal().keep(measurement).onSuccess(_ -> {
            last = Optional.of(measurement);
            deliveries.forEach(delivery -> delivery.kept(measurement));
        });
    }

    private Measurement next(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        Instant earliest = last.map(before -> before.time().plusMillis(1)).orElse(time);
        Electric values = instruments.type().next(last.map(Measurement::values), instruments.random());
        return new Measurement(
                device.id(),
                last.map(Measurement::sequence).orElse(0L) + 1,
                time.isBefore(earliest) ? earliest : time,
                values);
    }
}
