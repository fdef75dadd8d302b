package io.iotflow.ingest.quota;

import io.iotflow.limit.LimitSettings;
import io.iotflow.limit.RateLimiter;

/** Makes the quota that services get injected. */
public final class TestQuotas {

    private TestQuotas() {}

    public static TelemetryQuota with(RateLimiter limiter, LimitSettings settings) {
        return new TelemetryQuota(limiter, settings);
    }
}
