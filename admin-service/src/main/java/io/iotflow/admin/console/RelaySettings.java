package io.iotflow.admin.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the pages reach the other services. */
@ConfigMapping(prefix = "iotflow.console.relay")
interface RelaySettings {

    /** How many calls and live streams run at once to one service. */
    @WithDefault("256")
    int connections();

    /** How many calls may wait for one of them; a further one is answered with 503. */
    @WithDefault("512")
    int waiting();

    /** How long connecting may take. */
    @WithDefault("2s")
    Duration connectTimeout();
}
