package io.iotflow.registry.connectivity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How it is kept when devices were last heard. */
@ConfigMapping(prefix = "iotflow.connectivity")
interface ConnectivitySettings {

    /** How often it is brought into the database. */
    @WithDefault("30s")
    Duration keepLastSeenEvery();

    /** How many devices go into one statement. */
    @WithDefault("1000")
    int lastSeenBatch();
}
