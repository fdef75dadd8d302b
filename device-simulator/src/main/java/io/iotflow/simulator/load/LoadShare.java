package io.iotflow.simulator.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop's share of a run: says when messages are due, and when the run is over. */
final class LoadShare {

    private static final long TICK_MICROS = 500;
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

    private final EventLoop loop;
    private final LoadPlan plan;
    private final Tally tally = new Tally();
    private final Driver driver;
    private final CompletableFuture<LoadReport> finished = new CompletableFuture<>();
    private Schedule schedule = Schedule.NONE;
    private @Nullable ScheduledFuture<?> ticks;
    private long end;
    private long due;
    private long lastLook;
    private volatile boolean stopped;

    LoadShare(EventLoop loop, LoadPlan plan) {
        this.loop = loop;
        this.plan = plan;
        this.driver = switch (plan.transport()) {
            case Transport.Http http -> new HttpDriver(loop, plan, http, tally);
            case Transport.Mqtt mqtt -> new MqttDriver(loop, plan, mqtt, tally);
        };
    }

    CompletableFuture<Void> connect() {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        loop.execute(() -> driver.connect().whenComplete((_, failure) -> {
            if (failure == null) {
                connected.complete(null);
            } else {
                driver.close();
                connected.completeExceptionally(failure);
            }
        }));
        return connected;
    }

    CompletableFuture<LoadReport> run(long start) {
        loop.execute(() -> {
            schedule = Schedule.of(plan.pace(), start);
            end = start + plan.duration().toNanos();
            lastLook = start;
            tally.begin(start);
            driver.begin(schedule);
            ticks = loop.scheduleAtFixedRate(this::tick, 0, TICK_MICROS, TimeUnit.MICROSECONDS);
        });
        return finished;
    }

    long acknowledgedSoFar() {
        return tally.acknowledgedSoFar();
    }

    /** Nothing becomes due any more. */
    void stop() {
        stopped = true;
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - lastLook > LOOK_EVERY) {
            lastLook = now;
            driver.look(now);
        }
        if (stopped && now - end < 0) {
            end = now;
        }
        if (now - end < 0) {
            due = schedule.due(plan.pace(), now);
            driver.advance(due);
        } else {
            endWhenAnswered(now);
        }
    }

    private void endWhenAnswered(long now) {
        if (due == Long.MAX_VALUE) {
            due = driver.issued();
            driver.advance(due);
        }
        boolean answered = driver.issued() >= due && driver.inFlight() == 0;
        if (answered || now - end > PATIENCE) {
            finish();
        }
    }

    private void finish() {
        ScheduledFuture<?> timer = ticks;
        if (timer != null) {
            timer.cancel(false);
        }
        tally.unanswered(driver.inFlight());
        LoadReport report = tally.report(due);
        driver.close();
        finished.complete(report);
    }
}
