package io.iotflow.simulator.link;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Real time. */
public record VertxTimers(Vertx vertx, Clock clock) implements Timers {

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        long id = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> task.run());
        return () -> vertx.cancelTimer(id);
    }
}
