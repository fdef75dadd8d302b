package io.iotflow.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How much is allowed, by the name of the limit. */
@ConfigMapping(prefix = "iotflow.limits")
public interface LimitSettings {

    /** The limits that differ from what is usual. */
    @WithParentName
    Map<String, Setting> changed();

    /** What is set of one limit. */
    interface Setting {

        /** How many requests a caller may make in a window; 0 means without limit. */
        OptionalInt requests();

        /** How long a window is. */
        Optional<Duration> window();
    }

    /** The limit of a name: as set, otherwise the usual. */
    default Limit limit(String name, Limit usual) {
        Setting setting = changed().get(name);
        return setting == null
                ? usual
                : new Limit(
                        setting.requests().orElse(usual.requests()),
                        setting.window().orElse(usual.window()));
    }
}
