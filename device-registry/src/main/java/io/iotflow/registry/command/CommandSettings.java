package io.iotflow.registry.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How commands are kept and handed out. */
@ConfigMapping(prefix = "iotflow.commands")
interface CommandSettings {

    /** After which time a command that is not with its device is given up, unless the caller says otherwise. */
    @WithDefault("1h")
    Duration usualExpiry();

    /** The longest time that a caller may ask for. */
    @WithDefault("30d")
    Duration longestExpiry();

    /** The most commands that may wait for one device. */
    @WithDefault("1000")
    int mostPending();

    /** The most devices that one command to a group may reach. */
    @WithDefault("10000")
    int mostDevices();

    /** The longest time that a device may wait for a command over HTTP. */
    @WithDefault("60s")
    Duration longestWait();

    /** A waiting device's commands are looked for again after this time, should an announcement be lost. */
    @WithDefault("5s")
    Duration lookAgainEvery();

    /** The most devices that may wait over HTTP at once; one more is answered at once. */
    @WithDefault("10000")
    int mostWaiting();

    /** How long a finished command can be read. */
    @WithDefault("90d")
    Duration keepFor();

    /** How many announcements may be under way at once. */
    @WithDefault("64")
    int mostAnnouncing();

    /** How often expired commands are marked, old ones removed and waiting ones announced again. */
    @WithDefault("10s")
    Duration upkeepEvery();

    /** The most commands that one round of upkeep expires, removes or announces again. */
    @WithDefault("1000")
    int upkeepBatch();

    /** A command that is still pending is announced again for this long, should its announcement be lost. */
    @WithDefault("5m")
    Duration announceAgainFor();
}
