package io.iotflow.ingest.mqtt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How MQTT comes in, and the endpoint. */
@ConfigMapping(prefix = "iotflow.mqtt")
public interface MqttSettings {

    /** {@code endpoint}: devices connect to this service itself; {@code broker}: to a broker, from which it consumes. */
    @WithDefault("endpoint")
    Mode mode();

    /** The address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port for MQTT without TLS; 0 for none. */
    @WithDefault("1883")
    int port();

    /** The port for MQTT over TLS; none unless it is set. */
    OptionalInt tlsPort();

    /** The port for MQTT over WebSocket, path /mqtt; none unless it is set. */
    OptionalInt websocketPort();

    /** The file with the private key of TLS, PEM (PKCS 8). */
    Optional<String> tlsKey();

    /** The file with the certificate chain of TLS, PEM. */
    Optional<String> tlsCertificate();

    /** The file with the authorities whose client certificates stand for a device's key, PEM; none unless it is set. */
    Optional<String> tlsTrustedCa();

    /** How many event loops accept connections. */
    @WithDefault("2")
    int eventLoops();

    /** The largest payload, in bytes. */
    @WithDefault("65536")
    int largestMessage();

    /** The longest client id, in characters. */
    @WithDefault("128")
    int longestClientId();

    /** How many messages of one connection may wait for their acknowledgement; MQTT 5 calls it Receive Maximum. */
    @WithDefault("1000")
    int receiveMaximum();

    /** How many bytes of memory, as estimated, may wait for their acknowledgement over all connections. */
    @WithDefault("33554432")
    long mostHeldBytes();

    /** How many messages may be on their way to one device without its acknowledgement. */
    @WithDefault("32")
    int mostOutgoing();

    /** How many devices may be looked up at once in order to connect; one more is told to come later. */
    @WithDefault("1000")
    int mostLogins();

    /** How many seconds a client may take to send CONNECT. */
    @WithDefault("10")
    int connectTimeoutSeconds();

    /** When an idle session is noted as heard again; below {@code iotflow.presence.online-for}. */
    @WithDefault("120s")
    Duration presenceEvery();

    /** Over how long the sessions are sent away when the service stops. */
    @WithDefault("3s")
    Duration drainFor();

    /** Where MQTT 5 clients are sent when the service stops (Server Reference); else they are told to come again. */
    Optional<String> serverReference();

    /** The two ways in. */
    enum Mode {
        ENDPOINT,
        BROKER
    }
}
