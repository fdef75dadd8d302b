package io.iotflow.registry.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many keys a device may hold. */
@ConfigMapping(prefix = "iotflow.keys")
interface KeySettings {

    /** The most keys of one device that are valid at once. */
    @WithDefault("16")
    int mostPerDevice();
}
