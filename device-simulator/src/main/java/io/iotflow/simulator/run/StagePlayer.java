package io.iotflow.simulator.run;

import io.iotflow.simulator.fleet.FleetRun;
import io.iotflow.simulator.scenario.Stage;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Leads a fleet through the stages of a scenario, one after the other. */
final class StagePlayer {

    private static final long LOOK_MILLIS = 1000;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final FleetRun fleet;
    private final List<Stage> stages;
    private volatile Optional<Stage> current = Optional.empty();
    private volatile long timer = NO_TIMER;

    StagePlayer(Vertx vertx, FleetRun fleet, List<Stage> stages) {
        this.vertx = vertx;
        this.fleet = fleet;
        this.stages = List.copyOf(stages);
    }

    void start() {
        enter(0);
    }

    /** The stage that is under way. */
    Optional<Stage> current() {
        return current;
    }

    private void enter(int number) {
        if (number >= stages.size()) {
            current = Optional.empty();
            return;
        }
        Stage stage = stages.get(number);
        current = Optional.of(stage);
        fleet.changeRate(stage.rateAt(Duration.ZERO));
        switch (stage) {
            case Stage.ReconnectStorm _ -> fleet.reconnect();
            case Stage.Outage _ -> fleet.cutOff(true);
            case Stage.Ramp _, Stage.Steady _, Stage.Spike _ -> {}
        }
        goOn(number, System.nanoTime());
    }

    private void goOn(int number, long begun) {
        Stage stage = stages.get(number);
        Duration moment = Duration.ofNanos(System.nanoTime() - begun);
        long left = stage.length().minus(moment).toMillis();
        if (left <= 0) {
            leave(stage);
            enter(number + 1);
            return;
        }
        if (stage instanceof Stage.Ramp) {
            fleet.changeRate(stage.rateAt(moment));
        }
        timer = vertx.setTimer(Math.min(LOOK_MILLIS, left), _ -> goOn(number, begun));
    }

    private void leave(Stage stage) {
        if (stage instanceof Stage.Outage) {
            fleet.cutOff(false);
        }
    }

    /** Nothing changes any more; devices that were cut off come back. */
    void stop() {
        vertx.cancelTimer(timer);
        current.ifPresent(this::leave);
        current = Optional.empty();
    }
}
