package io.iotflow.ingest.mqtt.session;

import io.iotflow.ingest.mqtt.MqttMetrics;
import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.RefusalNotes;
import io.iotflow.ingest.mqtt.delivery.HeldMessages;
import io.iotflow.ingest.mqtt.destination.Destinations;
import io.iotflow.ingest.mqtt.instruction.InstructionDelivery;
import io.iotflow.ingest.quota.TelemetryQuota;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What all sessions have in common. */
@Singleton
record SessionParts(
        MqttSettings settings,
        MqttMetrics metrics,
        RefusalNotes notes,
        HeldMessages held,
        TelemetryQuota quota,
        Destinations destinations,
        InstructionDelivery instructions,
        Connectivity connectivity,
        Clock clock) {}
