package io.iotflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.local.process.Component;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    private final Part part = new Part();
    private final InstantSource clock = () -> this.now;
    private final Supervisor supervisor = new Supervisor(part, clock.withZone(ZoneOffset.UTC));
    private Instant now = Instant.EPOCH;

    @Test
    void aPartThatDoesNotBecomeReadyIsStartedLaterEachTime() throws Exception {
        supervisor.start();

        assertThat(secondsUntilStartedAgain()).isEqualTo(1);
        assertThat(secondsUntilStartedAgain()).isEqualTo(2);
        assertThat(secondsUntilStartedAgain()).isEqualTo(4);
    }

    @Test
    void oneThatWasReadyIsStartedSoonHoweverOftenItDies() throws Exception {
        supervisor.start();
        secondsUntilStartedAgain();
        secondsUntilStartedAgain();

        part.ready = true;
        supervisor.watch();
        part.ready = false;

        assertThat(secondsUntilStartedAgain()).isEqualTo(1);
    }

    private long secondsUntilStartedAgain() {
        part.alive = false;
        supervisor.watch();
        Instant died = now;
        int starts = part.starts;
        while (part.starts == starts) {
            now = now.plusMillis(100);
            supervisor.watch();
        }
        return Duration.between(died, now).toSeconds();
    }

    private static final class Part implements Component {

        private boolean alive;
        private boolean ready;
        private int starts;

        @Override
        public String name() {
            return "part";
        }

        @Override
        public void start() {
            starts++;
            alive = true;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public void stop() {
            alive = false;
        }
    }
}
