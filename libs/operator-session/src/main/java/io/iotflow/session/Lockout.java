package io.iotflow.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/** Makes those wait who try wrong tokens: each address for itself, twice as long each time. Safe for threads. */
@ApplicationScoped
class Lockout {

    private static final int LARGEST_SHIFT = 20;

    private final SessionSettings settings;
    private final Clock clock;
    private final LinkedHashMap<String, Attempts> attempts = new LinkedHashMap<>();

    private record Attempts(int wrong, Instant last, Instant until) {}

    Lockout(SessionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** How long the address has to wait yet; zero when it may try. */
    synchronized Duration wait(String address) {
        Attempts known = attempts.get(address);
        if (known == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), known.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void wrong(String address) {
        Instant now = clock.instant();
        Attempts known = attempts.remove(address);
        int wrong = known == null || isForgotten(known, now) ? 1 : known.wrong() + 1;
        attempts.put(address, new Attempts(wrong, now, now.plus(penalty(wrong))));
        if (attempts.size() > settings.addresses()) {
            attempts.pollFirstEntry();
        }
    }

    synchronized void right(String address) {
        attempts.remove(address);
    }

    private boolean isForgotten(Attempts known, Instant now) {
        return known.last().plus(settings.longestWait().multipliedBy(2)).isBefore(now);
    }

    private Duration penalty(int wrong) {
        int beyond = wrong - settings.freeAttempts();
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration grown = settings.firstWait().multipliedBy(1L << Math.min(beyond, LARGEST_SHIFT));
        return grown.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : grown;
    }
}
