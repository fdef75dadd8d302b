package io.iotflow.ingest.mqtt.listener;

import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.session.DeviceLogin;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Opens the MQTT endpoint, on several event loops behind each port, and empties it when the service stops. */
@Singleton
public class MqttEndpoints {

    private static final Logger LOG = Logger.getLogger(MqttEndpoints.class);

    private final Vertx vertx;
    private final MqttSettings settings;
    private final DeviceLogin login;
    private final Drain drain;
    private final AtomicBoolean listening = new AtomicBoolean();

    MqttEndpoints(Vertx vertx, MqttSettings settings, DeviceLogin login, Drain drain) {
        this.vertx = vertx;
        this.settings = settings;
        this.login = login;
        this.drain = drain;
    }

    /** Whether devices can connect. */
    public boolean isListening() {
        return listening.get();
    }

    void open(@Observes StartupEvent started) {
        if (settings.mode() == MqttSettings.Mode.BROKER) {
            return;
        }
        vertx.deployVerticle(
                        () -> new MqttListener(settings, login),
                        new DeploymentOptions().setInstances(settings.eventLoops()))
                .onSuccess(_ -> {
                    listening.set(true);
                    LOG.infof(
                            "MQTT on %s: port %d, TLS %s, WebSocket %s",
                            settings.host(), settings.port(), settings.tlsPort(), settings.websocketPort());
                })
                .onFailure(failure -> {
                    LOG.errorf(failure, "MQTT can't listen on %s:%d", settings.host(), settings.port());
                    Quarkus.asyncExit(1);
                });
    }

    void close(@Observes ShutdownEvent stopping) {
        listening.set(false);
        drain.run();
    }
}
