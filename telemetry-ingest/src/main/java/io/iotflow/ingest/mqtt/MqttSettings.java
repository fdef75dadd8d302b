package io.iotflow.ingest.mqtt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The MQTT endpoint. */
@ConfigMapping(prefix = "iotflow.mqtt")
public interface MqttSettings {

    /** The address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port for MQTT without TLS. */
    @WithDefault("1883")
    int port();

    /** How many event loops accept connections. */
    @WithDefault("2")
    int eventLoops();

    /** The largest message, in bytes. */
    @WithDefault("65536")
    int largestMessage();

    /** The longest client id, in characters. */
    @WithDefault("128")
    int longestClientId();

    /** How many messages of one connection may wait for their acknowledgement; MQTT 5 calls it Receive Maximum. */
    @WithDefault("1000")
    int receiveMaximum();

    /** How many seconds a client may take to send CONNECT. */
    @WithDefault("10")
    int connectTimeoutSeconds();
}
