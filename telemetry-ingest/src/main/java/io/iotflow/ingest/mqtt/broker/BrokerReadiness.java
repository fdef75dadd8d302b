package io.iotflow.ingest.mqtt.broker;

import io.iotflow.ingest.mqtt.MqttSettings;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** In broker mode, ready while the broker sends us what devices send it. */
@Readiness
@Singleton
class BrokerReadiness implements HealthCheck {

    private final BrokerSession session;
    private final MqttSettings mqtt;

    BrokerReadiness(BrokerSession session, MqttSettings mqtt) {
        this.session = session;
        this.mqtt = mqtt;
    }

    @Override
    public HealthCheckResponse call() {
        boolean well = mqtt.mode() == MqttSettings.Mode.ENDPOINT || session.isSubscribed();
        return HealthCheckResponse.named("broker").status(well).build();
    }
}
