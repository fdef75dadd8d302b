package io.iotflow.simulator.service;

import io.iotflow.simulator.audit.fleet.FleetAudit;
import io.iotflow.simulator.device.Connections;
import io.iotflow.simulator.fleet.FleetPlan;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import io.iotflow.simulator.report.RunReport;
import io.iotflow.simulator.run.Admission;
import io.iotflow.simulator.run.Roster;
import io.iotflow.simulator.run.ScenarioRun;
import io.iotflow.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A run that was started over HTTP, from the registration of its devices to the audit. Runs on a thread of its own. */
final class RemoteRun implements Runnable {

    private static final Logger LOG = Logger.getLogger(RemoteRun.class);

    /** How far it is. */
    enum State {
        REGISTERING,
        RUNNING,
        LEAVING,
        AUDITING,
        ENDED,
        FAILED;

        boolean isOver() {
            return this == ENDED || this == FAILED;
        }
    }

    /** What it needs. */
    record Means(Platform platform, Connections connections, Admission admission, Clock clock) {}

    private final String id;
    private final Scenario scenario;
    private final Means means;
    private final Instant startedAt;
    private volatile State state = State.REGISTERING;
    private volatile String message = "";
    private volatile boolean stopped;
    private volatile Optional<ScenarioRun> running = Optional.empty();
    private volatile Optional<FleetAudit> audit = Optional.empty();

    RemoteRun(String id, Scenario scenario, Means means) {
        this.id = id;
        this.scenario = scenario;
        this.means = means;
        this.startedAt = means.clock().instant();
    }

    @Override
    public void run() {
        try {
            FleetPlan plan = new Roster(means.platform(), means.admission(), scenario).plan();
            Path folder = Files.createTempDirectory("iotflow-run-");
            Path log = folder.resolve("run.log");
            try (ScenarioRun play = ScenarioRun.of(scenario, plan, means.connections(), log, means.clock())) {
                running = Optional.of(play);
                play(play);
            } finally {
                Files.deleteIfExists(log);
                Files.deleteIfExists(folder);
            }
        } catch (PlatformException | IOException refused) {
            fail(String.valueOf(refused.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            fail("The simulator was stopped.");
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "run %s broke off", id);
            fail("The run broke off; the log of the simulator says why.");
        } finally {
            means.connections().close();
        }
    }

    private void play(ScenarioRun play) throws InterruptedException, IOException, PlatformException {
        state = State.RUNNING;
        if (stopped) {
            play.stop();
        }
        if (!play.play((_, _, _) -> {})) {
            message = "Not everything was acknowledged within " + ScenarioRun.FAREWELL.toSeconds() + " s.";
        }
        if (scenario.audit()) {
            state = State.AUDITING;
            audit = Optional.of(play.audit(means.platform()));
        }
        state = State.ENDED;
    }

    private void fail(String why) {
        message = why;
        state = State.FAILED;
    }

    /** Ends it early; its devices still say that they leave. */
    void stop() {
        stopped = true;
        running.ifPresent(ScenarioRun::stop);
    }

    String id() {
        return id;
    }

    State state() {
        return state == State.RUNNING && stopped ? State.LEAVING : state;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** What it is to be. */
    Scenario scenario() {
        return scenario;
    }

    /** What went wrong; empty when nothing did. */
    String message() {
        return message;
    }

    String stage() {
        return running.map(ScenarioRun::stage).orElse("");
    }

    /** What it has done until now; empty while devices are registered. */
    Optional<RunReport> report() {
        return running.map(play -> play.report().withAudit(audit));
    }
}
