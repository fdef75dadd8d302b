package io.iotflow.ingest.reading;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;

/** What a reading may look like. */
@ConfigMapping(prefix = "iotflow.reading")
public interface ReadingSettings {

    /** The largest text or JSON value, in bytes of UTF-8. */
    @WithDefault("32768")
    int largestText();

    /** The most readings in one batch. */
    @WithDefault("10000")
    int mostReadings();

    /** The largest body with one reading, in bytes. */
    @WithDefault("65536")
    int largestBody();

    /** The largest body with several readings, in bytes. */
    @WithDefault("4194304")
    int largestBatchBody();

    /** How far ahead of our own clock a device's clock may be. */
    @WithDefault("24h")
    Duration aheadOfTime();

    /** The earliest time that a reading may have. */
    @WithDefault("2000-01-01T00:00:00Z")
    Instant earliest();
}
