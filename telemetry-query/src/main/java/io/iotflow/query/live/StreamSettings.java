package io.iotflow.query.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How readings are streamed. */
@ConfigMapping(prefix = "iotflow.stream")
public interface StreamSettings {

    /** A stream with nothing to say says that it lives. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How often the credential of an open stream is looked at again; a change that is announced is seen at once. */
    @WithDefault("5s")
    Duration recheck();

    /** The most events that wait for one reader; one more, and it goes on with the newest. */
    @WithDefault("256")
    int mostWaiting();

    /** The most readings of a device that are read again for a reader who comes back. */
    @WithDefault("1000")
    int mostMissed();

    /** The most devices of one stream. */
    @WithDefault("1000")
    int mostDevices();
}
