package io.iotflow.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How devices are recognised. */
@ConfigMapping(prefix = "iotflow.identity")
public interface IdentitySettings {

    /** How many devices are remembered in this process. */
    @WithDefault("200000")
    long cacheSize();

    /** After this time a remembered device is looked up again, behind the answer; the net below the change feed. */
    @WithDefault("10s")
    Duration refreshAfter();

    /** How long a remembered device is let in when the database can't be asked. */
    @WithDefault("24h")
    Duration rememberFor();

    /** How long one lookup in the database may take. */
    @WithDefault("2s")
    Duration lookupTimeout();

    /** What a device is told to wait when it can't be recognised now. */
    @WithDefault("5s")
    Duration retryIn();
}
