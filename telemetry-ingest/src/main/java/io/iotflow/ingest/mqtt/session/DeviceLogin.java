package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.Identification;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.iotflow.identity.KeyHash;
import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.RefusalNotes;
import io.iotflow.ingest.mqtt.connection.ConnectHandler;
import io.iotflow.ingest.mqtt.connection.ConnectRequest;
import io.iotflow.ingest.mqtt.connection.ConnectRequest.Will;
import io.iotflow.ingest.mqtt.connection.MqttConnection;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides a CONNECT. The user name is the device's id, the password its key; or the client has shown a certificate of a
 * trusted authority with the device's id or name. What can't be right is refused without a look-up, and the look-ups
 * under way are bounded, so that a flood is cheap.
 */
@Singleton
public class DeviceLogin implements ConnectHandler {

    private final Identifiers identifiers;
    private final DeviceSessions sessions;
    private final MqttSettings settings;
    private final RefusalNotes notes;
    private final AtomicInteger underWay = new AtomicInteger();

    DeviceLogin(Identifiers identifiers, DeviceSessions sessions, MqttSettings settings, RefusalNotes notes) {
        this.identifiers = identifiers;
        this.sessions = sessions;
        this.settings = settings;
        this.notes = notes;
    }

    @Override
    public void connect(MqttConnection connection, ConnectRequest request) {
        Optional<Credential> credential = credential(connection, request);
        Optional<Rejection> rejection = atOnce(request, credential);
        if (rejection.isPresent()) {
            reject(connection, Optional.empty(), rejection.get());
        } else {
            credential.ifPresent(offered -> lookUp(connection, request, offered));
        }
    }

    @Override
    public void violated(String code, String message) {
        notes.note(Optional.empty(), code, message, "");
    }

    private Optional<Rejection> atOnce(ConnectRequest request, Optional<Credential> credential) {
        if (sessions.isStopping()) {
            return Optional.of(Rejection.STOPPING);
        }
        if (request.properties().getProperty(MqttPropertyType.AUTHENTICATION_METHOD.value()) != null) {
            return Optional.of(Rejection.BAD_METHOD);
        }
        boolean nameless = request.clientId().isEmpty() && !request.cleanStart() && !request.isVersion5();
        if (nameless || request.clientId().length() > settings.longestClientId()) {
            return Optional.of(Rejection.BAD_CLIENT_ID);
        }
        if (credential.isEmpty()) {
            return Optional.of(Rejection.BAD_CREDENTIALS);
        }
        return underWay.get() >= settings.mostLogins() ? Optional.of(Rejection.BUSY) : Optional.empty();
    }

    private void lookUp(MqttConnection connection, ConnectRequest request, Credential credential) {
        underWay.incrementAndGet();
        credential
                .identify(identifiers)
                .emitOn(connection::execute)
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribe()
                .with(identification -> decide(connection, request, credential, identification));
    }

    private void decide(
            MqttConnection connection, ConnectRequest request, Credential credential, Identification identification) {
        switch (identification) {
            case Known(DeviceIdentity device) -> admit(connection, request, credential, device);
            case Unknown() -> reject(connection, Optional.empty(), Rejection.BAD_CREDENTIALS);
            case Unavailable _ -> reject(connection, Optional.empty(), Rejection.UNAVAILABLE);
        }
    }

    private void admit(
            MqttConnection connection, ConnectRequest request, Credential credential, DeviceIdentity device) {
        if (connection.isClosed()) {
            return;
        }
        if (!isNamed(request, credential, device)) {
            reject(connection, Optional.empty(), Rejection.BAD_CREDENTIALS);
        } else if (!device.isActive()) {
            reject(connection, Optional.of(device.id()), Rejection.notActive(device));
        } else if (!request.will().map(will -> isOwn(will, device)).orElse(true)) {
            reject(connection, Optional.of(device.id()), Rejection.FOREIGN_WILL);
        } else {
            sessions.open(connection, request, device, credential);
        }
    }

    private void reject(MqttConnection connection, Optional<DeviceId> device, Rejection rejection) {
        if (rejection.blamed()) {
            notes.note(device, rejection.code(), rejection.reason(), "");
        } else {
            notes.count(rejection.code());
        }
        rejection.tell(connection);
    }

    private static Optional<Credential> credential(MqttConnection connection, ConnectRequest request) {
        if (request.password().isPresent()) {
            String text = new String(request.password().get(), StandardCharsets.ISO_8859_1);
            return ApiKey.parse(text)
                    .filter(_ -> request.userName().flatMap(DeviceId::parse).isPresent())
                    .map(key -> new Credential.Key(KeyHash.of(key)));
        }
        return CertificateName.of(connection.certificates()).map(Credential.Certificate::new);
    }

    /** A user name must be right where there is one; only a certificate goes without. */
    private static boolean isNamed(ConnectRequest request, Credential credential, DeviceIdentity device) {
        String id = device.id().toString();
        return switch (credential) {
            case Credential.Key _ -> request.userName().filter(id::equals).isPresent();
            case Credential.Certificate _ ->
                request.userName().isEmpty()
                        || request.userName()
                                .filter(name -> name.equals(id) || name.equals(device.name()))
                                .isPresent();
        };
    }

    private static boolean isOwn(Will will, DeviceIdentity device) {
        return DeviceTopic.parse(will.topic())
                .filter(topic -> topic.device().equals(device.id()) && topic.isStatus() && topic.isPublishable())
                .isPresent();
    }
}
