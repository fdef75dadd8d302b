package io.iotflow.registry.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many keys a device may hold, and how their uses are kept. */
@ConfigMapping(prefix = "iotflow.keys")
interface KeySettings {

    /** The most keys of one device that are valid at once. */
    @WithDefault("16")
    int mostPerDevice();

    /** How often uses of keys are brought from Redis into the database. */
    @WithDefault("30s")
    Duration keepUsesEvery();

    /** After which time another replica goes on with uses that one has taken and not kept. */
    @WithDefault("60s")
    Duration usesAbandonedAfter();

    /** The most keys whose uses one statement brings. */
    @WithDefault("1000")
    int usesBatch();
}
