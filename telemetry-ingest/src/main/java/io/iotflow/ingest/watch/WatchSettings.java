package io.iotflow.ingest.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is remembered of stored readings in order to notice what is odd about the next ones. */
@ConfigMapping(prefix = "iotflow.watch")
public interface WatchSettings {

    /** Of how many fields, each of each device, the types are remembered; rounded up to a power of two; 8 bytes each. */
    @WithDefault("1048576")
    int rememberedFields();

    /** How many times of readings are remembered; rounded up to a power of two; 8 bytes each. */
    @WithDefault("262144")
    int rememberedTimes();

    /** How many field names with drift are listed; those that drift later are counted only. */
    @WithDefault("1000")
    int mostListedFields();

    /** Up to how many devices are counted for one listed field. */
    @WithDefault("10000")
    int mostListedDevices();
}
