package io.iotflow.ingest.mqtt.listener;

import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.session.DeviceSessions;
import io.vertx.core.Vertx;

/** Drains as a service does that stops. */
public final class TestDrains {

    private TestDrains() {}

    /** Comes back when all are gone, or after the time. */
    public static void run(Vertx vertx, MqttSettings settings, DeviceSessions sessions) {
        new Drain(vertx, settings, sessions).run();
    }
}
