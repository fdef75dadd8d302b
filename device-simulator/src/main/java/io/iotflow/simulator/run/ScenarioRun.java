package io.iotflow.simulator.run;

import io.iotflow.simulator.audit.fleet.FleetAudit;
import io.iotflow.simulator.audit.fleet.FleetLog;
import io.iotflow.simulator.audit.fleet.LoggedReadings;
import io.iotflow.simulator.audit.fleet.QueryReadBack;
import io.iotflow.simulator.device.Connections;
import io.iotflow.simulator.device.DeviceFigures;
import io.iotflow.simulator.fleet.FleetPlan;
import io.iotflow.simulator.fleet.FleetRun;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import io.iotflow.simulator.report.RunReport;
import io.iotflow.simulator.scenario.Scenario;
import io.iotflow.simulator.scenario.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A fleet that plays a scenario, with a log of what it sends. For one use; {@link #play} and what follows it block. */
public final class ScenarioRun implements AutoCloseable {

    /** How long devices have to get rid of what they have and to say that they leave. */
    public static final Duration FAREWELL = Duration.ofSeconds(60);

    private static final long LOOK_MILLIS = 1000;

    /** Is told each second how it goes. */
    @FunctionalInterface
    public interface Spectator {

        /**
         * @param second of the run
         * @param acknowledged readings in the last second
         */
        void look(long second, DeviceFigures.Counts counts, long acknowledged);
    }

    private final Scenario scenario;
    private final FleetPlan plan;
    private final FleetLog log;
    private final FleetRun fleet;
    private final StagePlayer player;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CourseKeeper course;
    private volatile double seconds;

    private ScenarioRun(Scenario scenario, FleetPlan plan, FleetLog log, Connections connections, Clock clock) {
        this.scenario = scenario;
        this.plan = plan;
        this.log = log;
        this.fleet = new FleetRun(connections.vertx(), plan, connections, log, clock);
        this.player = new StagePlayer(connections.vertx(), fleet, scenario.stages());
        this.course = new CourseKeeper(clock);
    }

    /**
     * One with devices that are registered.
     *
     * @param file of the log; it must not be there yet
     */
    public static ScenarioRun of(Scenario scenario, FleetPlan plan, Connections connections, Path file, Clock clock)
            throws IOException {
        return new ScenarioRun(scenario, plan, FleetLog.create(file, clock), connections, clock);
    }

    /**
     * Plays the scenario to its end, or until it is stopped.
     *
     * @return whether everything was acknowledged and all devices left in time
     */
    public boolean play(Spectator spectator) throws InterruptedException {
        long begun = System.nanoTime();
        course.begin();
        fleet.start();
        player.start();
        watch(begun, spectator);
        player.stop();
        boolean left = farewell();
        seconds = seconds(begun);
        return left;
    }

    /** Ends it early. Any thread. */
    public void stop() {
        end.countDown();
    }

    private void watch(long begun, Spectator spectator) throws InterruptedException {
        double length = scenario.seconds();
        boolean ended = false;
        while (!ended && (length == 0 || seconds(begun) < length)) {
            long left = Math.round((length - seconds(begun)) * 1000);
            ended = end.await(length == 0 ? LOOK_MILLIS : Math.clamp(left, 1, LOOK_MILLIS), TimeUnit.MILLISECONDS);
            seconds = seconds(begun);
            long acknowledged = course.note(fleet.figures()).acknowledged();
            spectator.look((long) seconds, fleet.figures().counts(), acknowledged);
        }
    }

    private boolean farewell() throws InterruptedException {
        try {
            fleet.stop().toCompletionStage().toCompletableFuture().get(FAREWELL.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** The name of the stage that is under way. */
    public String stage() {
        return player.current().map(Stage::label).orElse("");
    }

    /** What it has done until now. Any thread. */
    public RunReport report() {
        return new RunReport(
                plan.form().run(),
                plan.devices().size(),
                seconds,
                fleet.figures(),
                fleet.battery(),
                course.course(),
                Optional.empty());
    }

    /** Everything that was sent, held against what the platform says is stored; after the end. */
    public FleetAudit audit(Platform platform) throws IOException, PlatformException {
        return FleetAudit.of(LoggedReadings.read(log.path()), plan.devices(), new QueryReadBack(platform));
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
