package io.iotflow.ingest.refusal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How refusals are kept. */
@ConfigMapping(prefix = "iotflow.refusals")
public interface RefusalSettings {

    /** About how many refusals are kept in Redis, of all replicas together; the oldest give way. */
    @WithDefault("10000")
    int mostKept();

    /** How many may wait in this process to be written; one more is not kept, and counted. */
    @WithDefault("2000")
    int mostWaiting();

    /** How often those that wait are written, in one round trip. */
    @WithDefault("200ms")
    Duration writeEvery();

    /** How long Redis may take, to write or to read. */
    @WithDefault("2s")
    Duration redisTimeout();

    /** How many refused readings of one HTTP request are noted. */
    @WithDefault("20")
    int mostOfARequest();
}
