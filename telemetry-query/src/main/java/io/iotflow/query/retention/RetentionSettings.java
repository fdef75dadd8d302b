package io.iotflow.query.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the policy of retention is put into force. */
@ConfigMapping(prefix = "iotflow.retention")
public interface RetentionSettings {

    /** How often the rules of the store are compared with the policy: new devices, other types. */
    @WithDefault("1m")
    Duration rulesEvery();

    /** How often readings are erased of devices for which the store takes no more rules. */
    @WithDefault("1h")
    Duration eraseEvery();

    /** The most rules for devices in the store, which takes about a thousand in all. */
    @WithDefault("900")
    int mostRules();

    /** The shortest time that readings may be kept. */
    @WithDefault("1h")
    Duration shortest();

    /** The most types, and the most devices, with a time of their own. */
    @WithDefault("1000")
    int mostEntries();

    /** How many devices are looked at in one call. */
    @WithDefault("500")
    int page();

    /** The most devices whose readings a dry run counts. */
    @WithDefault("20000")
    int mostCounted();
}
