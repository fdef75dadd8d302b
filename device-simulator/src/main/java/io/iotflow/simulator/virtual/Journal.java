package io.iotflow.simulator.virtual;

import io.iotflow.simulator.link.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps measurements, and how far each device's targets have confirmed them. While one call is under way the next ones
 * collect and go out together. PostgreSQL may be away: everything is tried again until it is kept, in order. A device waits
 * for its measurement to be kept before it measures again, so no more than one of each waits. All calls on one event loop.
 */
final class Journal {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private record Entry(Measurement measurement, Promise<Void> kept) {}

    private final MeasurementRepository measurements;
    private final Timers timers;
    private final Map<Target, Map<Long, Long>> delivered = new HashMap<>();
    private List<Entry> waiting = new ArrayList<>();
    private boolean busy;

    Journal(MeasurementRepository measurements, Timers timers) {
        this.measurements = measurements;
        this.timers = timers;
    }

    /** Completes when the measurement is kept; never fails. */
    Future<Void> keep(Measurement measurement) {
        Entry entry = new Entry(measurement, Promise.promise());
        waiting.add(entry);
        write();
        return entry.kept().future();
    }

    /** Notes that a target confirmed everything of a device up to a measurement. */
    void delivered(Target target, long device, long sequence) {
        delivered.computeIfAbsent(target, _ -> new HashMap<>()).put(device, sequence);
        write();
    }

    private void write() {
        if (busy) {
            return;
        }
        if (!waiting.isEmpty()) {
            List<Entry> batch = waiting;
            waiting = new ArrayList<>();
            busy = true;
            insert(batch);
            return;
        }
        for (Target target : Target.values()) {
            Map<Long, Long> sequences = delivered.remove(target);
            if (sequences != null) {
                busy = true;
                again(() -> measurements.delivered(target, sequences)).onComplete(_ -> done());
                return;
            }
        }
    }

    private void insert(List<Entry> batch) {
        List<Measurement> rows = batch.stream().map(Entry::measurement).toList();
        again(() -> measurements.add(rows)).onComplete(_ -> {
            batch.forEach(entry -> entry.kept().complete());
            done();
        });
    }

    private void done() {
        busy = false;
        write();
    }

    private Future<Void> again(Supplier<Future<Void>> call) {
        return call.get().recover(_ -> {
            Promise<Void> later = Promise.promise();
            timers.after(PAUSE, () -> again(call).onComplete(later));
            return later.future();
        });
    }
}
