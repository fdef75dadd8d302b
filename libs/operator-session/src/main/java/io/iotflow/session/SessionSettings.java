package io.iotflow.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long an operator stays logged in at the pages, and how patient the login is. */
@ConfigMapping(prefix = "iotflow.session")
public interface SessionSettings {

    /** How long after the login the session ends. */
    @WithDefault("12h")
    Duration lifetime();

    /** How many wrong tokens an address may try before it has to wait. */
    @WithDefault("5")
    int freeAttempts();

    /** The first wait; each further wrong token doubles it. */
    @WithDefault("2s")
    Duration firstWait();

    /** The longest wait. After twice this time without a wrong token an address starts anew. */
    @WithDefault("5m")
    Duration longestWait();

    /** For how many addresses wrong tokens are counted; beyond it the oldest are forgotten. */
    @WithDefault("10000")
    int addresses();
}
