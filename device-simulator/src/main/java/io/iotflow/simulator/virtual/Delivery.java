package io.iotflow.simulator.virtual;

import io.iotflow.simulator.link.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Brings a device's measurements to one target, in order and without a gap: from memory as they are kept, from the database
 * what came before. What the target has confirmed is noted; the rest is brought again after a restart. One event loop.
 */
final class Delivery {

    private static final int REMEMBERED = 50;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What a delivery works with. */
    record Surroundings(Timers timers, Journal journal, MeasurementRepository measurements) {}

    private final long device;
    private final Target name;
    private final DeliveryTarget target;
    private final Surroundings surroundings;
    private final Deque<Measurement> recent = new ArrayDeque<>();
    private long confirmed;
    private long newest;
    private boolean busy;
    private boolean stopped;
    private final Promise<Void> settled = Promise.promise();

    /** @param from the device, with the last measurement that the target has confirmed */
    Delivery(VirtualDevice from, Target name, DeliveryTarget target, Surroundings surroundings) {
        this.device = from.id();
        this.name = name;
        this.target = target;
        this.surroundings = surroundings;
        this.confirmed = name == Target.IOTFLOW
                ? from.memory().iotflowDelivered()
                : from.memory().cumulocityDelivered();
        this.newest = from.last().map(Measurement::sequence).orElse(0L);
    }

    Target name() {
        return name;
    }

    DeliveryTarget target() {
        return target;
    }

    /** The last measurement that the target has confirmed. */
    long confirmed() {
        return confirmed;
    }

    void start() {
        target.start();
        pump();
    }

    /** A measurement is in the database. */
    void kept(Measurement measurement) {
        newest = measurement.sequence();
        recent.add(measurement);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        pump();
    }

    /** Ends when what is under way is confirmed, or after two seconds. */
    Future<Void> stop() {
        stopped = true;
        if (!busy) {
            settled.tryComplete();
        }
        Timers.Timer patience = surroundings.timers().after(PATIENCE, () -> settled.tryComplete());
        return settled.future().compose(_ -> {
            patience.cancel();
            return target.stop();
        });
    }

    private void pump() {
        if (busy || stopped || confirmed >= newest) {
            return;
        }
        busy = true;
        next().compose(rows -> rows.isEmpty()
                        ? Future.succeededFuture(newest)
                        : target.deliver(rows).map(rows.getLast().sequence()))
                .onSuccess(this::confirm)
                .onFailure(_ -> surroundings.timers().after(PAUSE, this::goOn));
    }

    private void confirm(long sequence) {
        confirmed = sequence;
        while (!recent.isEmpty() && recent.getFirst().sequence() <= confirmed) {
            recent.removeFirst();
        }
        surroundings.journal().delivered(name, device, sequence);
        goOn();
    }

    private void goOn() {
        busy = false;
        if (stopped) {
            settled.tryComplete();
        }
        pump();
    }

    private Future<List<Measurement>> next() {
        if (recent.isEmpty() || recent.getFirst().sequence() > confirmed + 1) {
            return surroundings.measurements().after(device, confirmed, target.most());
        }
        List<Measurement> rows = new ArrayList<>();
        for (Measurement one : recent) {
            if (one.sequence() > confirmed && rows.size() < target.most()) {
                rows.add(one);
            }
        }
        return Future.succeededFuture(rows);
    }
}
