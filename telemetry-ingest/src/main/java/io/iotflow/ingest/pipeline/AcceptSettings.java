package io.iotflow.ingest.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How readings are held that were acknowledged before they are stored. */
@ConfigMapping(prefix = "iotflow.accept")
public interface AcceptSettings {

    /** How many readings may be held in this process. */
    @WithDefault("10000")
    int mostHeld();

    /** How many bytes they may take, as estimated. */
    @WithDefault("16777216")
    long mostHeldBytes();

    /** For how long the store is tried; what it has not taken by then is lost, and counted. */
    @WithDefault("60s")
    Duration keepTryingFor();

    /** The first pause between two tries; the next ones are longer. */
    @WithDefault("200ms")
    Duration firstPause();

    /** The longest pause between two tries. */
    @WithDefault("5s")
    Duration longestPause();

    /** What a device is told to wait when too many are held. */
    @WithDefault("2s")
    Duration retryIn();
}
