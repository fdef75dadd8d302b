package io.iotflow.limit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Prints what a verdict from memory costs; run it by hand. */
final class CostOfAVerdict {

    private static final int DEVICES = 100_000;
    private static final int ROUNDS = 20_000_000;

    private CostOfAVerdict() {}

    public static void main(String[] arguments) {
        measure("refused, one device", new Lease(0, 0, Duration.ofHours(1)), 1);
        measure("refused, 100 000 devices", new Lease(0, 0, Duration.ofHours(1)), DEVICES);
        measure("passed, one device", new Lease(Integer.MAX_VALUE - 1, 1, Duration.ofHours(1)), 1);
        measure("passed, 100 000 devices", new Lease(Integer.MAX_VALUE - 1, 1, Duration.ofHours(1)), DEVICES);
    }

    private static void measure(String label, Lease lease, int devices) {
        Quota<Long> quota = new Quota<>("cost", new OneLease(lease), new Settings(), new SimpleMeterRegistry());
        Limit limit = new Limit(100, Duration.ofHours(1));
        for (long device = 0; device < devices; device++) {
            quota.take(device, limit).await().indefinitely();
        }
        long missing = 0;
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++) {
                missing += quota.tryTake((long) (i % devices), limit).isEmpty() ? 1 : 0;
            }
            long nanos = System.nanoTime() - start;
            System.out.printf("%s: %.1f ns (%d undecided)%n", label, (double) nanos / ROUNDS, missing);
        }
    }

    private record OneLease(Lease lease) implements Leases {
        @Override
        public boolean isAway() {
            return false;
        }

        @Override
        public Uni<Optional<Lease>> lease(String counter, Limit limit) {
            return Uni.createFrom().item(Optional.of(lease));
        }
    }

    private record Settings() implements LimiterSettings {
        @Override
        public long mostCallers() {
            return 2L * DEVICES;
        }

        @Override
        public Duration redisTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration guardTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration redisPause() {
            return Duration.ofSeconds(1);
        }
    }
}
