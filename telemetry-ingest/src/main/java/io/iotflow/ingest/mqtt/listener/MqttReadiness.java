package io.iotflow.ingest.mqtt.listener;

import io.iotflow.ingest.mqtt.MqttSettings;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once devices can connect; they need not where a broker takes them in. */
@Readiness
@Singleton
class MqttReadiness implements HealthCheck {

    private final MqttEndpoints endpoints;
    private final MqttSettings settings;

    MqttReadiness(MqttEndpoints endpoints, MqttSettings settings) {
        this.endpoints = endpoints;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        boolean well = endpoints.isListening() || settings.mode() == MqttSettings.Mode.BROKER;
        return HealthCheckResponse.named("mqtt").status(well).build();
    }
}
