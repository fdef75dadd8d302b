package io.iotflow.ingest.mqtt;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Opens the MQTT endpoint, on several event loops behind one port. */
@Singleton
class MqttEndpoints {

    private static final Logger LOG = Logger.getLogger(MqttEndpoints.class);

    private final Vertx vertx;
    private final MqttSettings settings;
    private final DeviceLogin login;
    private final AtomicBoolean listening = new AtomicBoolean();

    MqttEndpoints(Vertx vertx, MqttSettings settings, DeviceLogin login) {
        this.vertx = vertx;
        this.settings = settings;
        this.login = login;
    }

    /** Whether devices can connect. */
    boolean isListening() {
        return listening.get();
    }

    void open(@Observes StartupEvent started) {
        vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(settings.eventLoops()))
                .onSuccess(_ -> {
                    listening.set(true);
                    LOG.infof("MQTT on %s:%d", settings.host(), settings.port());
                })
                .onFailure(failure -> {
                    LOG.errorf(failure, "MQTT can't listen on %s:%d", settings.host(), settings.port());
                    Quarkus.asyncExit(1);
                });
    }

    void close(@Observes ShutdownEvent stopping) {
        listening.set(false);
    }

    /** One event loop's share of the connections. */
    private final class Listener extends AbstractVerticle {

        @Override
        public void start(Promise<Void> ready) {
            MqttServerOptions options = new MqttServerOptions()
                    .setHost(settings.host())
                    .setPort(settings.port())
                    .setMaxMessageSize(settings.largestMessage())
                    .setMaxClientIdLength(settings.longestClientId())
                    .setTimeoutOnConnect(settings.connectTimeoutSeconds())
                    .setAutoClientId(true);
            options.setTcpNoDelay(true);
            MqttServer.create(vertx, options)
                    .endpointHandler(login::connect)
                    .exceptionHandler(failure -> LOG.debugf("A connection failed: %s", failure.getMessage()))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(ready);
        }
    }
}
