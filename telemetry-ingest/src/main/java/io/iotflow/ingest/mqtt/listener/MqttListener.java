package io.iotflow.ingest.mqtt.listener;

import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.connection.ConnectHandler;
import io.iotflow.ingest.mqtt.connection.MqttConnections;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** One event loop's share of the connections, on every port that is configured. */
public final class MqttListener extends AbstractVerticle {

    private static final Logger LOG = Logger.getLogger(MqttListener.class);
    private static final long WATCH_EVERY_MILLIS = 1000;

    private final MqttSettings settings;
    private final ConnectHandler login;

    public MqttListener(MqttSettings settings, ConnectHandler login) {
        this.settings = settings;
        this.login = login;
    }

    @Override
    public void start(Promise<Void> ready) {
        MqttConnections.Limits limits = new MqttConnections.Limits(
                settings.largestMessage(),
                settings.longestClientId(),
                settings.connectTimeoutSeconds(),
                settings.presenceEvery().toNanos());
        MqttConnections connections = new MqttConnections(context, limits, login);
        vertx.setPeriodic(WATCH_EVERY_MILLIS, _ -> connections.checkSilence());
        List<Future<?>> ports = new ArrayList<>();
        if (settings.port() != 0) {
            ports.add(listen(plain(), settings.port(), connections::connected));
        }
        settings.tlsPort().ifPresent(port -> ports.add(listen(tls(), port, connections::connected)));
        settings.websocketPort()
                .ifPresent(port -> ports.add(listen(plain(), port, connections::connectedForWebSocket)));
        Future.all(ports).<Void>mapEmpty().onComplete(ready);
    }

    private Future<?> listen(NetServerOptions options, int port, Handler<NetSocket> connected) {
        return vertx.createNetServer(options)
                .connectHandler(connected)
                .exceptionHandler(failure -> LOG.debugf("A connection failed: %s", failure.getMessage()))
                .listen(port, settings.host());
    }

    private static NetServerOptions plain() {
        return new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true);
    }

    private NetServerOptions tls() {
        NetServerOptions options = plain().setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setKeyPath(file(settings.tlsKey().orElse(""), "iotflow.mqtt.tls-key"))
                        .setCertPath(file(settings.tlsCertificate().orElse(""), "iotflow.mqtt.tls-certificate")));
        settings.tlsTrustedCa()
                .ifPresent(authorities -> options.setClientAuth(ClientAuth.REQUEST)
                        .setTrustOptions(new PemTrustOptions().addCertPath(authorities)));
        return options;
    }

    private static String file(String path, String setting) {
        if (path.isEmpty()) {
            throw new IllegalStateException("MQTT over TLS needs " + setting);
        }
        return path;
    }
}
