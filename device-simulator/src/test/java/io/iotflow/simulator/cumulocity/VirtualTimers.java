package io.iotflow.simulator.cumulocity;

import io.iotflow.simulator.link.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes when a test says so; on the event loop alone. */
final class VirtualTimers implements Timers {

    private record Task(Instant due, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        Task task = new Task(now.plus(delay), work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** How many tasks wait for their time. */
    int waiting() {
        return tasks.size();
    }

    void advance(Duration by) {
        Instant end = now.plus(by);
        for (Optional<Task> next = due(end); next.isPresent(); next = due(end)) {
            tasks.remove(next.get());
            now = next.get().due();
            next.get().work().run();
        }
        now = end;
    }

    private Optional<Task> due(Instant end) {
        return tasks.stream().filter(task -> !task.due().isAfter(end)).min(Comparator.comparing(Task::due));
    }
}
