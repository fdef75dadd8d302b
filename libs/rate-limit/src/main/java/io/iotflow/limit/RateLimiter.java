package io.iotflow.limit;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Makes the quotas of a service. */
@Singleton
public class RateLimiter {

    private final Leases leases;
    private final LimiterSettings settings;
    private final MeterRegistry metrics;

    RateLimiter(Leases leases, LimiterSettings settings, MeterRegistry metrics) {
        this.leases = leases;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * A quota that is shared with all replicas; ask once for each name.
     *
     * @param name also of the counters in Redis
     */
    public <C> Quota<C> quota(String name) {
        return new Quota<>(name, leases, settings, metrics);
    }
}
