package io.iotflow.operator;

import java.time.Duration;
import java.util.Optional;

/** Settings of tests; nothing is remembered but for an outage. */
record FixedSettings(Optional<String> adminTokenSha256) implements OperatorSettings {

    @Override
    public Duration rememberFor() {
        return Duration.ZERO;
    }

    @Override
    public Duration lookupTimeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration goOnFor() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration retryIn() {
        return Duration.ofSeconds(5);
    }
}
