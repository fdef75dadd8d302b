package io.iotflow.registry.mqtt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** Where devices find MQTT, as it is told to them. */
@ConfigMapping(prefix = "iotflow.mqtt")
interface MqttAddress {

    /** The name or address that devices connect to. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port of MQTT over TCP. */
    @WithDefault("1883")
    int port();

    /** The port of MQTT over TLS, where there is one. */
    OptionalInt tlsPort();

    /** The port of MQTT over WebSocket, where there is one. */
    OptionalInt websocketPort();
}
