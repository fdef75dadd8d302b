package io.iotflow.registry.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long PostgreSQL is waited for. */
@ConfigMapping(prefix = "iotflow.database")
interface DatabaseSettings {

    /** How long one statement, or one transaction, may take. */
    @WithDefault("5s")
    Duration callTimeout();

    /** What a caller is told to wait when the database does not answer. */
    @WithDefault("2s")
    Duration retryIn();
}
