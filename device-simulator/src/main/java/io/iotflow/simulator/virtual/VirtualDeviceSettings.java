package io.iotflow.simulator.virtual;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Devices with a life of their own, and how they reach IoTFlow. */
@ConfigMapping(prefix = "iotflow.virtual-devices")
interface VirtualDeviceSettings {

    /** Where devices are registered: the gateway. */
    @WithDefault("${iotflow.gateway.url:http://127.0.0.1:5000}")
    URI gateway();

    /** The host of IoTFlow's MQTT endpoint. */
    @WithDefault("127.0.0.1")
    String mqttHost();

    /** The port of IoTFlow's MQTT endpoint. */
    @WithDefault("1883")
    int mqttPort();

    /** Whether that port speaks TLS; its certificate must be trusted by the Java runtime and name the host. */
    @WithDefault("false")
    boolean mqttTls();

    /** With it devices are registered many at once; without it one by one, as registration is open for that. */
    Optional<String> provisioningKey();

    /** The most devices. */
    @WithDefault("10000")
    int most();

    /** How far apart devices start that start together. */
    @WithDefault("10ms")
    Duration spacing();

    /** How long measurements are kept; the newest of each device always is. */
    @WithDefault("30d")
    Duration keepFor();
}
