package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.Identification;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.iotflow.ingest.mqtt.connection.ConnectRequest;
import io.iotflow.ingest.mqtt.connection.MqttConnection;
import io.iotflow.ingest.mqtt.connection.MqttVersions;
import io.iotflow.ingest.mqtt.delivery.DeviceStatusMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The live sessions of this replica, one for each device: a new one takes over, here or in another replica, and the old
 * one is told. A device that is changed is looked at again, and its session ends if it may no longer be here. Any thread.
 */
@Singleton
public class DeviceSessions {

    private final Map<DeviceId, LiveSession> sessions = new ConcurrentHashMap<>();
    private final Identifiers identifiers;
    private final SessionParts parts;
    private volatile boolean stopping;

    public DeviceSessions(Identifiers identifiers, SessionParts parts) {
        this.identifiers = identifiers;
        this.parts = parts;
        parts.metrics().watch("iotflow.mqtt.sessions", sessions::size);
    }

    void watch(@Observes StartupEvent started, DeviceFeed feed) {
        feed.devices(DeviceFeed.Kind.CHANGED)
                .onItem()
                .transformToUniAndConcatenate(this::lookAgain)
                .subscribe()
                .with(_ -> {});
        parts.connectivity().begun().subscribe().with(this::begunElsewhere);
    }

    /** Whether nobody is let in any more. */
    public boolean isStopping() {
        return stopping;
    }

    /** Lets nobody in any more. */
    public void stop() {
        stopping = true;
    }

    /** How many devices are here. */
    public int size() {
        return sessions.size();
    }

    /** The devices that are here. */
    public List<DeviceId> devices() {
        return List.copyOf(sessions.keySet());
    }

    /** Lets a device in. Called on the connection's event loop. */
    void open(MqttConnection connection, ConnectRequest request, DeviceIdentity device, Credential credential) {
        // A key may be rotated; a certificate's name may change hands, its device's id doesn't.
        Credential lasting =
                credential instanceof Credential.Certificate ? Credential.Certificate.of(device.id()) : credential;
        ConnectedDevice sender = new ConnectedDevice(device, lasting, connection::isOpen);
        int itsMost = MqttVersions.number(request.properties(), MqttPropertyType.RECEIVE_MAXIMUM, Integer.MAX_VALUE);
        LiveSession live = new LiveSession(
                device.id(),
                watcher -> new DeviceSession(connection, sender, itsMost, parts, watcher),
                parts.connectivity(),
                DeviceStatusMessage.lastWord(request),
                this::forget);
        LiveSession older = sessions.put(device.id(), live);
        if (older != null) {
            older.takenOver();
        }
        live.begin();
        parts.metrics().connected();
        connection.accept(live.session(), SessionTerms.of(parts.settings(), request));
    }

    /** The session of a device, if it is here. */
    Optional<DeviceSession> find(DeviceId device) {
        return Optional.ofNullable(sessions.get(device)).map(LiveSession::session);
    }

    /** Sends a device away once what it has sent is answered. */
    public void drain(DeviceId device, MqttDisconnectReasonCode code, MqttProperties properties) {
        find(device).ifPresent(session -> session.drain(code, properties));
    }

    /** Sends everybody away who is still here. */
    public void endAll(MqttDisconnectReasonCode code, MqttProperties properties) {
        sessions.values().forEach(live -> live.session().end(code, properties));
    }

    /** A device has begun a session, in whichever replica. */
    void begunElsewhere(Connectivity.Begun begun) {
        LiveSession live = sessions.get(begun.device());
        if (live != null) {
            live.heardOf(begun.epoch());
        }
    }

    /** A device has changed: it is asked again by what it was let in. */
    Uni<Void> lookAgain(DeviceId device) {
        Optional<DeviceSession> session = find(device);
        if (session.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.get()
                .credential()
                .identify(identifiers)
                .invoke(identification -> changed(session.get(), identification))
                .replaceWithVoid();
    }

    private boolean forget(LiveSession live) {
        return sessions.remove(live.session().device(), live);
    }

    private static void changed(DeviceSession session, Identification identification) {
        switch (identification) {
            case Known(DeviceIdentity current) when current.isActive() -> session.changed(current);
            case Known(DeviceIdentity current) ->
                session.end(
                        MqttDisconnectReasonCode.NOT_AUTHORIZED,
                        "Device is currently " + current.status().wireName());
            case Unknown() -> session.end(MqttDisconnectReasonCode.NOT_AUTHORIZED, "This key is no longer valid.");
            case Unavailable _ -> {}
        }
    }
}
