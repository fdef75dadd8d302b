package io.iotflow.limit;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Makes the quotas of a service. */
@Singleton
public class RateLimiter {

    private final Leases hurried;
    private final Leases patient;
    private final LimiterSettings settings;
    private final MeterRegistry metrics;

    RateLimiter(LeaseSource leases, LimiterSettings settings, MeterRegistry metrics) {
        this.hurried = leases.within(settings.redisTimeout());
        this.patient = leases.within(settings.guardTimeout());
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * A quota on a path that must not wait, shared with all replicas; ask once for each name.
     *
     * @param name also of the counters in Redis
     */
    public <C> Quota<C> quota(String name) {
        return new Quota<>(name, hurried, settings, metrics);
    }

    /**
     * As {@link #quota}, for what guards against strangers: it waits for a slow Redis, and only one that is away opens it.
     * That the others gave up does not open it.
     */
    public <C> Quota<C> guard(String name) {
        return new Quota<>(name, patient, settings, metrics);
    }
}
