package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.ingest.pipeline.ReadingStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that answers at once, late, or not at all. */
final class FakeStore implements ReadingStore {

    private record Held(List<Reading> readings, UniEmitter<? super List<ReadingOutcome>> answer) {}

    final List<Reading> stored = new CopyOnWriteArrayList<>();
    private final Queue<Held> held = new ConcurrentLinkedQueue<>();
    private volatile boolean down;
    private volatile boolean slow;

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    /** From now on every call waits until it is let go. */
    void hold() {
        slow = true;
    }

    void letGo() {
        slow = false;
        for (Held next = held.poll(); next != null; next = held.poll()) {
            stored.addAll(next.readings());
            next.answer().complete(same(next.readings(), new Stored()));
        }
    }

    int held() {
        return held.stream().mapToInt(call -> call.readings().size()).sum();
    }

    @Override
    public Uni<List<ReadingOutcome>> write(List<Reading> readings) {
        if (down) {
            return Uni.createFrom().item(same(readings, new StoreUnavailable(Duration.ofMillis(50))));
        }
        if (slow) {
            return Uni.createFrom().emitter(answer -> held.add(new Held(readings, answer)));
        }
        stored.addAll(readings);
        return Uni.createFrom().item(same(readings, new Stored()));
    }

    private static List<ReadingOutcome> same(List<Reading> readings, ReadingOutcome outcome) {
        return Collections.nCopies(readings.size(), outcome);
    }
}
