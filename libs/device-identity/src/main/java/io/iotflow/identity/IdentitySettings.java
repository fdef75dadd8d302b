package io.iotflow.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How devices are recognised. */
@ConfigMapping(prefix = "iotflow.identity")
public interface IdentitySettings {

    /** How many devices are remembered in this process. */
    @WithDefault("200000")
    long cacheSize();

    /** How often the database is asked which devices changed; the net below the announcements. */
    @WithDefault("1s")
    Duration changesEvery();

    /** How long remembered devices are let in when the database can't be asked. */
    @WithDefault("24h")
    Duration rememberFor();

    /** How many keys that nobody holds are remembered in this process. */
    @WithDefault("50000")
    long mostUnknown();

    /** How long such a key is refused without asking the database. */
    @WithDefault("2s")
    Duration unknownFor();

    /** How many queries for keys may be under way at once. */
    @WithDefault("2")
    int mostQueries();

    /** The most keys in one query. */
    @WithDefault("500")
    int largestQuery();

    /** How many keys may wait to be looked up; for one more it can't be told now whose it is. */
    @WithDefault("10000")
    int mostWaiting();

    /** How long one lookup in the database may take. */
    @WithDefault("2s")
    Duration lookupTimeout();

    /** What a device is told to wait when it can't be recognised now. */
    @WithDefault("5s")
    Duration retryIn();
}
