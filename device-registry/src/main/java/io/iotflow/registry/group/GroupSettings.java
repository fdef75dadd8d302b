package io.iotflow.registry.group;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many groups there are, and how large they are. */
@ConfigMapping(prefix = "iotflow.groups")
interface GroupSettings {

    /** The most groups. */
    @WithDefault("1000")
    int most();

    /** The most devices that one request adds or removes. */
    @WithDefault("1000")
    int mostDevicesAtOnce();
}
