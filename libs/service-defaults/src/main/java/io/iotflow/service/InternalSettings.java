package io.iotflow.service;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the services know each other. */
@ConfigMapping(prefix = "iotflow.internal")
public interface InternalSettings {

    /** The secret that the services share; without it a service has no endpoints for other services. */
    Optional<String> secret();
}
