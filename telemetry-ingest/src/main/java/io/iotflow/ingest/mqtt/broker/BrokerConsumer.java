package io.iotflow.ingest.mqtt.broker;

import io.iotflow.identity.DeviceFeed;
import io.iotflow.ingest.mqtt.MqttSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts and ends broker mode. */
@Singleton
class BrokerConsumer {

    private final MqttSettings mqtt;
    private final BrokerSession session;
    private final KnownDevices devices;

    BrokerConsumer(MqttSettings mqtt, BrokerSession session, KnownDevices devices) {
        this.mqtt = mqtt;
        this.session = session;
        this.devices = devices;
    }

    void start(
            @Observes StartupEvent started,
            BrokerSettings settings,
            DeviceMessages messages,
            PoisonMessages poison,
            BrokerMetrics metrics) {
        if (mqtt.mode() == MqttSettings.Mode.BROKER) {
            BrokerMessages.Limits limits = new BrokerMessages.Limits(settings.mostInFlight(), metrics);
            session.open(new BrokerMessages(session, devices, messages, poison, limits)::received);
        }
    }

    void watch(@Observes StartupEvent started, DeviceFeed feed) {
        if (mqtt.mode() == MqttSettings.Mode.BROKER) {
            feed.devices(DeviceFeed.Kind.CHANGED).subscribe().with(devices::forget);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (mqtt.mode() == MqttSettings.Mode.BROKER) {
            session.close();
        }
    }
}
