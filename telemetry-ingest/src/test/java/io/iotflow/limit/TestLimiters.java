package io.iotflow.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the limiter that services get injected, over counters in memory. */
public final class TestLimiters {

    private TestLimiters() {}

    public static RateLimiter inMemory(LimiterSettings settings, MeterRegistry metrics) {
        Counters counters = new Counters();
        return new RateLimiter(_ -> counters, settings, metrics);
    }

    /** Gives requests out in tenths, as Redis does, and begins again when a window ends. */
    private static final class Counters implements Leases {

        private record Window(int used, long endsAt) {}

        private final Map<String, Window> windows = new HashMap<>();

        @Override
        public boolean isAway() {
            return false;
        }

        @Override
        public Uni<Optional<Lease>> lease(String counter, Limit limit) {
            return Uni.createFrom().item(() -> Optional.of(take(counter, limit)));
        }

        private synchronized Lease take(String counter, Limit limit) {
            long now = System.nanoTime();
            Window window = windows.get(counter);
            if (window == null || window.endsAt() - now <= 0) {
                window = new Window(0, now + limit.window().toNanos());
            }
            int granted = Math.min(limit.requests() - window.used(), limit.largestLease());
            Window next = new Window(window.used() + granted, window.endsAt());
            windows.put(counter, next);
            return new Lease(granted, limit.requests() - next.used(), Duration.ofNanos(window.endsAt() - now));
        }
    }
}
