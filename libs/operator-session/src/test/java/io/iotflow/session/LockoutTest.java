package io.iotflow.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LockoutTest {

    private final InstantSource clock = () -> this.now;
    private final Lockout lockout = new Lockout(new Settings(), clock.withZone(ZoneOffset.UTC));
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void letsSomeWrongTokensPassAndDoublesTheWaitThen() {
        wrong("a", 4);
        assertThat(lockout.wait("a")).isZero();

        wrong("a", 1);
        assertThat(lockout.wait("a")).isEqualTo(Duration.ofSeconds(2));
        wrong("a", 1);
        assertThat(lockout.wait("a")).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void neverWaitsLongerThanTheLongest() {
        wrong("a", 100);

        assertThat(lockout.wait("a")).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void locksNobodyElseOut() {
        wrong("a", 10);

        assertThat(lockout.wait("b")).isZero();
    }

    @Test
    void forgetsAfterARightTokenAndAfterALongTime() {
        wrong("a", 10);
        wrong("b", 10);

        lockout.right("a");
        now = now.plus(Duration.ofMinutes(11));
        wrong("b", 1);

        assertThat(lockout.wait("a")).isZero();
        assertThat(lockout.wait("b")).isZero();
    }

    @Test
    void keepsABoundedNumberOfAddresses() {
        wrong("first", 10);
        for (int address = 0; address < 3; address++) {
            wrong("other-" + address, 1);
        }

        assertThat(lockout.wait("first")).isZero();
    }

    private void wrong(String address, int times) {
        for (int time = 0; time < times; time++) {
            lockout.wrong(address);
        }
    }

    private static final class Settings implements SessionSettings {
        @Override
        public Duration lifetime() {
            return Duration.ofHours(12);
        }

        @Override
        public int freeAttempts() {
            return 5;
        }

        @Override
        public Duration firstWait() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration longestWait() {
            return Duration.ofMinutes(5);
        }

        @Override
        public int addresses() {
            return 3;
        }
    }
}
