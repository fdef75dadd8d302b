package io.iotflow.ingest.mqtt.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The broker to consume from, in broker mode. */
@ConfigMapping(prefix = "iotflow.broker")
public interface BrokerSettings {

    /** The broker's host name or address. */
    @WithDefault("127.0.0.1")
    String host();

    /** The broker's port. */
    @WithDefault("1883")
    int port();

    /** Whether to speak TLS; the broker's certificate must then be trusted by the JVM and carry its host name. */
    @WithDefault("false")
    boolean tls();

    /** The user name at the broker. */
    Optional<String> username();

    /** The password at the broker. */
    Optional<String> password();

    /**
     * What this replica is called, the end of its client id; the host name unless set. It must stay the same over a restart,
     * for the broker keeps the messages of the session under it, and no two replicas may have the same.
     */
    Optional<String> replica();

    /** The group of the shared subscription: each message goes to one replica of it. */
    @WithDefault("iotflow")
    String group();

    /**
     * How many messages may wait for their acknowledgement. More than the broker's own window for one client never come; of
     * a broker with a larger window, one more is left unacknowledged and fetched by a reconnect once nothing waits here.
     */
    @WithDefault("2000")
    int mostInFlight();

    /** The largest message, in bytes. */
    @WithDefault("65536")
    int largestMessage();

    /** After this time of silence the connection is probed; after twice of it, given up. */
    @WithDefault("15s")
    Duration keepAlive();

    /** How long to wait before connecting again. */
    @WithDefault("1s")
    Duration reconnectAfter();

    /** How long the broker may take to acknowledge what is published through it. */
    @WithDefault("10s")
    Duration publishTimeout();

    /** How many of our own messages may wait for the broker's acknowledgement. */
    @WithDefault("1000")
    int mostPublishing();

    /** How long to wait before asking again for a device, while the database does not answer. */
    @WithDefault("1s")
    Duration lookupRetry();

    /** How many devices are remembered. */
    @WithDefault("200000")
    long mostDevices();

    /** After this time a remembered device is looked up again, in case an announcement of its change was lost. */
    @WithDefault("10s")
    Duration refreshAfter();

    /** How long a remembered device is let in while the database does not answer. */
    @WithDefault("24h")
    Duration rememberFor();
}
