package io.iotflow.simulator.virtual;

import io.iotflow.simulator.link.MqttLogin;
import io.iotflow.simulator.link.MqttLogin.Credentials;
import io.iotflow.simulator.link.MqttLogin.Will;
import io.iotflow.simulator.link.MqttSession;
import io.iotflow.simulator.link.Timers;
import io.iotflow.simulator.link.VertxTimers;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** How virtual devices reach IoTFlow: registration over HTTP, then a connection of each over MQTT. */
@Singleton
class IotflowRoad {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final Vertx vertx;
    private final VirtualDeviceSettings settings;
    private final Timers timers;
    private final NetClient client;
    private final IotflowRegistration registration;

    IotflowRoad(Vertx vertx, Clock clock, VirtualDeviceSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.timers = new VertxTimers(vertx, clock);
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout(PATIENCE_MILLIS)
                .setSsl(settings.mqttTls())
                .setHostnameVerificationAlgorithm(settings.mqttTls() ? "HTTPS" : ""));
        this.registration = new IotflowRegistration(vertx.createHttpClient(new HttpClientOptions()), settings, timers);
    }

    Timers timers() {
        return timers;
    }

    Future<DeviceCredentials> register(VirtualDevice device) {
        return registration.register(device);
    }

    /** Connects a client whose will is the given one. */
    Future<MqttSession> connect(String clientId, DeviceCredentials device, Will will) {
        Credentials credentials = new Credentials(Long.toString(device.id()), device.apiKey());
        MqttLogin login = new MqttLogin(
                settings.mqttHost(),
                settings.mqttPort(),
                clientId,
                Optional.of(credentials),
                Optional.of(will),
                KEEP_ALIVE_SECONDS);
        return MqttSession.connect(vertx, client, login);
    }
}
