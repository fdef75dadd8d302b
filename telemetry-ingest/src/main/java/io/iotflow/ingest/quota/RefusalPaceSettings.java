package io.iotflow.ingest.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a device waits for its refusal that sends on over its limit. */
@ConfigMapping(prefix = "iotflow.refusal-pace")
public interface RefusalPaceSettings {

    /** How many requests over the limit are refused at once, within a minute. */
    @WithDefault("10")
    int prompt();

    /** How long each further refusal is held back: half of it to one and a half. */
    @WithDefault("1s")
    Duration delay();

    /** How many refusals may be held back at a time, of all devices; one more goes out at once. */
    @WithDefault("1000")
    int mostWaiting();
}
