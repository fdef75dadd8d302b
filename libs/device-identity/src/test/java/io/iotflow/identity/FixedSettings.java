package io.iotflow.identity;

import java.time.Duration;

/** Small bounds, so that tests reach them. */
record FixedSettings() implements IdentitySettings {

    @Override
    public long cacheSize() {
        return 1000;
    }

    @Override
    public Duration changesEvery() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration rememberFor() {
        return Duration.ofHours(24);
    }

    @Override
    public long mostUnknown() {
        return 100;
    }

    @Override
    public Duration unknownFor() {
        return Duration.ofHours(1);
    }

    @Override
    public int mostQueries() {
        return 2;
    }

    @Override
    public int largestQuery() {
        return 10;
    }

    @Override
    public int mostWaiting() {
        return 50;
    }

    @Override
    public Duration lookupTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration retryIn() {
        return Duration.ofSeconds(5);
    }
}
