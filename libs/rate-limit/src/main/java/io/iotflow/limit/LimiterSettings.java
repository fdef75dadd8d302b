package io.iotflow.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How limits are held. */
@ConfigMapping(prefix = "iotflow.rate-limiter")
public interface LimiterSettings {

    /** How many callers of one limit are remembered in this process; one that was forgotten costs a call to Redis. */
    @WithDefault("200000")
    long mostCallers();

    /** How long a request waits for Redis before it passes unchecked. */
    @WithDefault("250ms")
    Duration redisTimeout();

    /** How long a request to an endpoint that is limited against strangers, registration, waits for Redis before it passes unchecked. */
    @WithDefault("5s")
    Duration guardTimeout();

    /** How long requests pass unchecked after Redis did not answer, before it is asked again. */
    @WithDefault("1s")
    Duration redisPause();
}
