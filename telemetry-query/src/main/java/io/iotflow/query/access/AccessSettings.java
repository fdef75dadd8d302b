package io.iotflow.query.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How it is found out whose readings may be read. */
@ConfigMapping(prefix = "iotflow.query.access")
interface AccessSettings {

    /** How long a device that was found is remembered when no change of it is announced. */
    @WithDefault("1s")
    Duration rememberDeviceFor();
}
