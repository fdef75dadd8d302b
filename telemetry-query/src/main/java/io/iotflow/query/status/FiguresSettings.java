package io.iotflow.query.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How readings are counted. */
@ConfigMapping(prefix = "iotflow.figures")
interface FiguresSettings {

    /** How long who asks for figures waits while they are counted; then the last ones are the answer, and the next are counted behind. */
    @WithDefault("300ms")
    Duration patience();
}
