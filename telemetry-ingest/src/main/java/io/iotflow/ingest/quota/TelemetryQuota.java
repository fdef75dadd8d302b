package io.iotflow.ingest.quota;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.limit.Limit;
import io.iotflow.limit.LimitSettings;
import io.iotflow.limit.Quota;
import io.iotflow.limit.RateLimiter;
import io.iotflow.limit.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * How many requests and messages with readings a device may send: one count for all ways in and all replicas. What is
 * counted is a request or a message, whatever the number of readings in it.
 */
@Singleton
public class TelemetryQuota {

    private static final String NAME = "telemetry";
    private static final Limit USUAL = new Limit(100, Duration.ofMinutes(1));

    private final Quota<DeviceId> quota;
    private final Limit limit;

    TelemetryQuota(RateLimiter limiter, LimitSettings settings) {
        this.quota = limiter.quota(NAME);
        this.limit = settings.limit(NAME, USUAL);
    }

    /** Counts one message and decides from memory, at the cost of a look into a map; empty when {@link #take} must. */
    public Optional<Verdict> tryTake(DeviceIdentity device) {
        return quota.tryTake(device.id(), limitOf(device));
    }

    /** Counts one request that may pass as far as is known in memory; empty when {@link #take} must decide, nothing is counted then. */
    public Optional<Verdict> tryPass(DeviceIdentity device) {
        return quota.tryPass(device.id(), limitOf(device));
    }

    /** Counts one request or message; after a call to Redis where needed, and then maybe on another thread. Never fails. */
    public Uni<Verdict> take(DeviceIdentity device) {
        return quota.take(device.id(), limitOf(device));
    }

    private Limit limitOf(DeviceIdentity device) {
        return device.telemetryLimit().isPresent()
                ? new Limit(device.telemetryLimit().getAsInt(), limit.window())
                : limit;
    }
}
