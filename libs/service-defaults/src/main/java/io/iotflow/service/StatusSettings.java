package io.iotflow.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may ask how things are. */
@ConfigMapping(prefix = "iotflow.status")
public interface StatusSettings {

    /** {@code open} for anyone, {@code authenticated} for any device key or operator token. */
    @WithDefault("authenticated")
    Access access();

    /** Who is let in. */
    enum Access {
        OPEN,
        AUTHENTICATED
    }
}
