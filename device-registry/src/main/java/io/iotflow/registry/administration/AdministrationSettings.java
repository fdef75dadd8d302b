package io.iotflow.registry.administration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What operators may ask for. */
@ConfigMapping(prefix = "iotflow.administration")
interface AdministrationSettings {

    /** The most devices whose presence is looked at to list those that are online, or offline. */
    @WithDefault("100000")
    int mostLookedAt();
}
