package io.iotflow.local.stack;

import io.iotflow.local.process.Component;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Watches one part: starts it again when it has died; each time later, while it does not become ready in between. */
final class Supervisor {

    private static final Logger LOG = Logger.getLogger(Supervisor.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Component component;
    private final Clock clock;
    private Duration pause = FIRST_PAUSE;
    private Instant startAgainAt = Instant.MAX;
    private boolean watching;
    private volatile int restarts;
    private volatile boolean ready;

    Supervisor(Component component, Clock clock) {
        this.component = component;
        this.clock = clock;
    }

    Component component() {
        return component;
    }

    void start() throws IOException {
        component.start();
        watching = true;
    }

    /** Asks whether the part is ready and remembers the answer. */
    boolean checkReady() {
        ready = component.isReady();
        return ready;
    }

    /** To be called again and again. */
    void watch() {
        if (!watching) {
            return;
        }
        Instant now = clock.instant();
        if (component.isAlive()) {
            if (checkReady()) {
                pause = FIRST_PAUSE;
            }
        } else if (startAgainAt.equals(Instant.MAX)) {
            ready = false;
            startAgainAt = now.plus(pause);
            LOG.warning(component.name() + " has ended; it is started again in " + pause.toSeconds() + " s");
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        } else if (now.isAfter(startAgainAt)) {
            startAgain();
        }
    }

    private void startAgain() {
        startAgainAt = Instant.MAX;
        restarts++;
        try {
            component.start();
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.WARNING, component.name() + " could not be started again", failure);
        }
    }

    void stop() {
        watching = false;
        ready = false;
        component.stop();
    }

    StackState.Part part() {
        long pid = component.pid().orElse(0);
        String state = ready ? "ready" : pid != 0 ? "starting" : watching ? "down" : "waiting";
        return new StackState.Part(component.name(), state, pid, restarts);
    }
}
