package io.iotflow.ingest.mqtt.connection;

/** Decides who is let in. On the connection's event loop. */
public interface ConnectHandler {

    /** CONNECT: to be accepted or rejected, now or later on the same event loop. */
    void connect(MqttConnection connection, ConnectRequest request);

    /**
     * The client does not keep to the protocol; its connection is closed.
     *
     * @param code for machines, {@code snake_case}
     */
    void violated(String code, String message);
}
