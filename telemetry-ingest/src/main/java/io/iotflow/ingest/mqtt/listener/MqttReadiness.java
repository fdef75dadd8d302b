package io.iotflow.ingest.mqtt.listener;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once devices can connect. */
@Readiness
@Singleton
class MqttReadiness implements HealthCheck {

    private final MqttEndpoints endpoints;

    MqttReadiness(MqttEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mqtt").status(endpoints.isListening()).build();
    }
}
