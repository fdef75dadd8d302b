package io.iotflow.ingest.mqtt.listener;

import io.iotflow.domain.DeviceId;
import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.connection.MqttVersions;
import io.iotflow.ingest.mqtt.session.DeviceSessions;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.vertx.core.Vertx;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends the devices away when the service stops: nobody is let in any more, and over {@code iotflow.mqtt.drain-for} one
 * after the other is answered what it has sent and told to go, so that they don't all come back to another replica at
 * once. Whoever is not settled one second later is sent away as well.
 */
@Singleton
final class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final String REASON = "The server is stopping. Connect again.";
    private static final long STEP_MILLIS = 100;
    private static final long GRACE_MILLIS = 1000;

    private final Vertx vertx;
    private final MqttSettings settings;
    private final DeviceSessions sessions;

    Drain(Vertx vertx, MqttSettings settings, DeviceSessions sessions) {
        this.vertx = vertx;
        this.settings = settings;
        this.sessions = sessions;
    }

    /** Comes back when all are gone, or after the time. On the thread that stops the service, never an event loop. */
    void run() {
        sessions.stop();
        List<DeviceId> devices = sessions.devices();
        if (devices.isEmpty()) {
            return;
        }
        LOG.infof("Sending %d devices away over %s", devices.size(), settings.drainFor());
        CountDownLatch gone = new CountDownLatch(1);
        new Round(devices, gone).begin();
        try {
            long most = settings.drainFor().toMillis() + 2 * GRACE_MILLIS;
            boolean empty = gone.await(most, TimeUnit.MILLISECONDS);
            LOG.infof(empty ? "All devices are gone" : "Some devices are still here");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private MqttDisconnectReasonCode code() {
        return settings.serverReference().isPresent()
                ? MqttDisconnectReasonCode.USE_ANOTHER_SERVER
                : MqttDisconnectReasonCode.SERVER_SHUTTING_DOWN;
    }

    private MqttProperties properties() {
        MqttProperties properties = MqttVersions.reason(REASON);
        settings.serverReference()
                .ifPresent(
                        other -> properties.add(new StringProperty(MqttPropertyType.SERVER_REFERENCE.value(), other)));
        return properties;
    }

    /** One drain: a share of the devices at each step. */
    private final class Round {

        private final List<DeviceId> devices;
        private final CountDownLatch gone;
        private final MqttProperties properties = properties();
        private int told;
        private long waitedMillis;

        private Round(List<DeviceId> devices, CountDownLatch gone) {
            this.devices = devices;
            this.gone = gone;
        }

        private void begin() {
            vertx.setPeriodic(1, STEP_MILLIS, this::step);
        }

        private void step(long timer) {
            long steps = Math.max(1, settings.drainFor().toMillis() / STEP_MILLIS);
            int share = (int) Math.ceilDiv((long) devices.size(), steps);
            int until = Math.min(devices.size(), told + share);
            devices.subList(told, until).forEach(device -> sessions.drain(device, code(), properties));
            told = until;
            if (told == devices.size()) {
                waitedMillis += STEP_MILLIS;
            }
            if (waitedMillis == GRACE_MILLIS) {
                sessions.endAll(code(), properties);
            }
            if (sessions.size() == 0) {
                vertx.cancelTimer(timer);
                gone.countDown();
            }
        }
    }
}
