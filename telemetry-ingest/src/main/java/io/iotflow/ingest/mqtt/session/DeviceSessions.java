package io.iotflow.ingest.mqtt;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.identity.DeviceIdentifier;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.Identification;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.iotflow.identity.KeyHash;
import io.iotflow.ingest.pipeline.IngestReadings;
import io.iotflow.presence.PresenceRecorder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The live sessions of this replica, one for each device: a new one takes over and the old one is told. A device that is
 * changed is looked at again, and its session ends if it may no longer be here.
 */
@Singleton
class DeviceSessions {

    private final Map<DeviceId, DeviceSession> sessions = new ConcurrentHashMap<>();
    private final IngestReadings ingest;
    private final PresenceRecorder presence;
    private final DeviceIdentifier identifier;
    private final DeviceSession.Terms terms;

    DeviceSessions(
            IngestReadings ingest,
            PresenceRecorder presence,
            DeviceIdentifier identifier,
            DeviceSession.Terms terms,
            MeterRegistry metrics) {
        this.ingest = ingest;
        this.presence = presence;
        this.identifier = identifier;
        this.terms = terms;
        metrics.gaugeMapSize("iotflow.mqtt.sessions", Tags.empty(), sessions);
    }

    void watch(@Observes StartupEvent started, DeviceFeed feed) {
        feed.devices(DeviceFeed.Kind.CHANGED)
                .onItem()
                .transformToUniAndConcatenate(this::lookAgain)
                .subscribe()
                .with(_ -> {});
    }

    /** Lets a device in. Called on the connection's event loop. */
    void open(MqttEndpoint endpoint, DeviceIdentity device, KeyHash key) {
        DeviceSession session = new DeviceSession(endpoint, device.id(), key, terms);
        session.begin(ingest, presence, () -> ended(device.id(), session));
        DeviceSession older = sessions.put(device.id(), session);
        if (older != null) {
            older.end(MqttDisconnectReasonCode.SESSION_TAKEN_OVER, "Another connection of this device took over.");
        }
        presence.heard(device.id());
    }

    void endAll(@Observes ShutdownEvent stopping) {
        sessions.values()
                .forEach(session -> session.end(
                        MqttDisconnectReasonCode.SERVER_SHUTTING_DOWN, "The server is stopping. Connect again."));
    }

    private void ended(DeviceId device, DeviceSession session) {
        if (sessions.remove(device, session)) {
            presence.left(device);
        }
    }

    private Uni<Void> lookAgain(DeviceId device) {
        DeviceSession session = sessions.get(device);
        if (session == null) {
            return Uni.createFrom().voidItem();
        }
        return identifier
                .identify(session.key())
                .invoke(identification -> changed(session, identification))
                .replaceWithVoid();
    }

    private static void changed(DeviceSession session, Identification identification) {
        switch (identification) {
            case Known(DeviceIdentity current) when current.isActive() -> {}
            case Known(DeviceIdentity current) ->
                session.end(
                        MqttDisconnectReasonCode.NOT_AUTHORIZED,
                        "Device is currently " + current.status().wireName());
            case Unknown() -> session.end(MqttDisconnectReasonCode.NOT_AUTHORIZED, "This key is no longer valid.");
            case Unavailable _ -> {}
        }
    }
}
