package io.iotflow.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the uses of keys are counted. */
@ConfigMapping(prefix = "iotflow.key-uses")
interface KeyUseSettings {

    /** How often a service tells Redis which keys were used. */
    @WithDefault("10s")
    Duration tellEvery();
}
