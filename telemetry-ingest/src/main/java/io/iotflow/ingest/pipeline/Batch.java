package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The groups of one store call. They are answered once: by the store, or by the end of our patience. */
final class Batch {

    private final List<WaitingGroup> groups = new ArrayList<>();
    private final AtomicBoolean answered = new AtomicBoolean();
    private final long started;
    private int size;
    private long bytes;

    /**
     * @param started on a monotonic clock, in nanoseconds
     */
    Batch(long started) {
        this.started = started;
    }

    void add(WaitingGroup group) {
        groups.add(group);
        size += group.size();
        bytes += group.bytes();
    }

    long started() {
        return started;
    }

    /** When the first of its groups came, before the call began; it must have one. */
    long waitingSince() {
        return groups.getFirst().since();
    }

    /** In readings. */
    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    List<Reading> readings() {
        if (groups.size() == 1) {
            return groups.getFirst().readings();
        }
        List<Reading> readings = new ArrayList<>(size);
        groups.forEach(group -> readings.addAll(group.readings()));
        return readings;
    }

    /**
     * Answers every group with its part.
     *
     * @param outcomes one for each reading, in their order
     * @return whether this was the first answer; a later one changes nothing
     */
    boolean answer(List<ReadingOutcome> outcomes) {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        int from = 0;
        for (WaitingGroup group : groups) {
            int to = from + group.size();
            group.answer().complete(outcomes.subList(from, to));
            from = to;
        }
        return true;
    }
}
