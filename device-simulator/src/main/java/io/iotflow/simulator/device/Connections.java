package io.iotflow.simulator.device;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.random.RandomGenerator;

/** How the devices of a run reach the platform. */
public final class Connections implements AutoCloseable {

    private static final int MOST_HTTP_CONNECTIONS = 256;

    /** The two transports. */
    public enum Protocol {
        MQTT,
        HTTP
    }

    private final Vertx vertx;
    private final Protocol protocol;
    private final String host;
    private final int port;
    private final HttpClient http;

    /**
     * @param port of MQTT, or of the gateway
     */
    public Connections(Vertx vertx, Protocol protocol, String host, int port) {
        this.vertx = vertx;
        this.protocol = protocol;
        this.host = host;
        this.port = port;
        this.http = vertx.createHttpClient(
                new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(MOST_HTTP_CONNECTIONS));
    }

    /** On whose event loops the devices live. */
    public Vertx vertx() {
        return vertx;
    }

    /** Whether also what is sent with QoS 0 is answered. */
    boolean answersEverything() {
        return protocol == Protocol.HTTP;
    }

    DeviceLink link(DeviceCredentials device, DeviceFigures figures, RandomGenerator random) {
        return switch (protocol) {
            case MQTT -> new MqttLink(vertx, new MqttLink.Address(host, port), device, figures, random);
            case HTTP -> new HttpLink(vertx, http, device, new HttpLink.Surroundings(host, port, figures, random));
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
