package io.iotflow.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How presence is kept. */
@ConfigMapping(prefix = "iotflow.presence")
public interface PresenceSettings {

    /** How long a device counts as online after it was heard. */
    @WithDefault("300s")
    Duration onlineFor();

    /** A device that is heard all the time is written once in this time. */
    @WithDefault("10s")
    Duration writeEvery();

    /** How many devices may wait to be written; one more is not noted this time, and counted. */
    @WithDefault("200000")
    int mostWaiting();
}
