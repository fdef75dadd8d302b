package io.iotflow.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much a service takes on at once. */
@ConfigMapping(prefix = "iotflow.requests")
public interface RequestSettings {

    /** How many requests may be in hand; whoever comes then is told at once to come again. */
    @WithDefault("2048")
    int mostInHand();

    /** How long a request counts after its client has gone, for its work may still be under way. */
    @WithDefault("10s")
    Duration abandonedFor();
}
