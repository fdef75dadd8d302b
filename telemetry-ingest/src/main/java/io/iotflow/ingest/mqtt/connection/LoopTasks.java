package io.iotflow.ingest.mqtt.connection;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs tasks on an event loop in the order in which they come. Those that come from other threads while the loop does
 * something else are one task of the loop together, so that a store call which answers a thousand messages doesn't wake it
 * a thousand times. Any thread.
 */
final class LoopTasks implements Executor {

    /** After so many it is the turn of what else the loop has to do. */
    private static final int MOST_IN_A_TURN = 256;

    private final Context loop;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    LoopTasks(Context loop) {
        this.loop = loop;
    }

    Context loop() {
        return loop;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            loop.runOnContext(_ -> turn());
        }
    }

    private void turn() {
        scheduled.set(false);
        try {
            Runnable task = tasks.poll();
            for (int done = 1; task != null; done++) {
                task.run();
                task = done < MOST_IN_A_TURN ? tasks.poll() : null;
            }
        } finally {
            // One that fails, which the loop reports, must not keep the others.
            if (!tasks.isEmpty()) {
                schedule();
            }
        }
    }
}
