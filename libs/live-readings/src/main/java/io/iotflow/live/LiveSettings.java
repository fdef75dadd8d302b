package io.iotflow.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How readings reach those who watch. */
@ConfigMapping(prefix = "iotflow.live")
public interface LiveSettings {

    /** How long a device stays watched after the last word of a watcher. */
    @WithDefault("30s")
    Duration interest();

    /** How often a watcher repeats that it watches. */
    @WithDefault("10s")
    Duration repeat();

    /** The most readings on their way to Redis; what does not fit is left out and counted. */
    @WithDefault("10000")
    int mostWaiting();
}
