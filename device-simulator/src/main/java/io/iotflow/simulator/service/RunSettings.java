package io.iotflow.simulator.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Runs that are started over HTTP. */
@ConfigMapping(prefix = "iotflow.simulator.runs")
public interface RunSettings {

    /** The gateway of the platform that devices register at, send to over HTTP, and are read back from. */
    @WithDefault("http://127.0.0.1:5000")
    URI platformUrl();

    /** Where devices connect over MQTT. */
    @WithDefault("127.0.0.1")
    String mqttHost();

    /** The port there. */
    @WithDefault("1883")
    int mqttPort();

    /** How many runs may be under way at once. */
    @WithDefault("2")
    int mostRunning();

    /** The most devices of a run. */
    @WithDefault("1000")
    int mostDevices();

    /** The longest run; also of one that says 'for ever'. */
    @WithDefault("1h")
    Duration longest();

    /** How many runs that are over can be looked up; older ones are forgotten. */
    @WithDefault("50")
    int mostRemembered();
}
