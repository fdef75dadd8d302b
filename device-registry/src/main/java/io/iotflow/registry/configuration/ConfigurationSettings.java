package io.iotflow.registry.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large a configuration may become. */
@ConfigMapping(prefix = "iotflow.configuration")
interface ConfigurationSettings {

    /** The most values of one device. */
    @WithDefault("256")
    int mostValues();
}
