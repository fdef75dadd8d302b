package io.iotflow.admin.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long PostgreSQL is waited for. */
@ConfigMapping(prefix = "iotflow.admin.database")
interface DatabaseSettings {

    /** How long one statement, or one transaction, may take. */
    @WithDefault("5s")
    Duration callTimeout();

    /** How long to wait before PostgreSQL is tried again, also what a caller is told to wait. */
    @WithDefault("2s")
    Duration retryIn();
}
