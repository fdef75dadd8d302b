package io.iotflow.ingest.mqtt;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.DeviceIdentifier;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.Identification;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.iotflow.identity.KeyHash;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttWill;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Decides a CONNECT: the user name is the device's id, the password its key. A refusal carries the code of the client's
 * protocol version (MQTT 3.1.1, 3.2.2.3; MQTT 5, 3.2.2.2) and, in MQTT 5, a reason string.
 */
@Singleton
class DeviceLogin {

    private final DeviceIdentifier identifier;
    private final DeviceSessions sessions;

    DeviceLogin(DeviceIdentifier identifier, DeviceSessions sessions) {
        this.identifier = identifier;
        this.sessions = sessions;
    }

    /** Answers a CONNECT, on the connection's event loop, now or when the device has been looked up. */
    void connect(MqttEndpoint endpoint) {
        Context loop = Vertx.currentContext();
        Optional<ApiKey> key = key(endpoint);
        if (key.isEmpty()) {
            reject(endpoint, Refusal.BAD_CREDENTIALS);
            return;
        }
        KeyHash hash = KeyHash.of(key.get());
        identifier
                .identify(hash)
                .emitOn(command -> loop.runOnContext(_ -> command.run()))
                .subscribe()
                .with(identification -> decide(endpoint, hash, identification));
    }

    private void decide(MqttEndpoint endpoint, KeyHash key, Identification identification) {
        switch (identification) {
            case Known(DeviceIdentity device) -> admit(endpoint, key, device);
            case Unknown() -> reject(endpoint, Refusal.BAD_CREDENTIALS);
            case Unavailable _ -> reject(endpoint, Refusal.UNAVAILABLE);
        }
    }

    private void admit(MqttEndpoint endpoint, KeyHash key, DeviceIdentity device) {
        if (!device.id().toString().equals(endpoint.auth().getUsername())) {
            reject(endpoint, Refusal.BAD_CREDENTIALS);
        } else if (!device.isActive()) {
            reject(endpoint, Refusal.notActive(device));
        } else if (!willIsAllowed(endpoint.will(), device)) {
            reject(endpoint, Refusal.FOREIGN_WILL);
        } else {
            sessions.open(endpoint, device, key);
        }
    }

    private static Optional<ApiKey> key(MqttEndpoint endpoint) {
        if (endpoint.auth() == null || endpoint.auth().getPassword() == null) {
            return Optional.empty();
        }
        return ApiKey.parse(endpoint.auth().getPassword());
    }

    private static boolean willIsAllowed(MqttWill will, DeviceIdentity device) {
        if (!will.isWillFlag()) {
            return true;
        }
        return DeviceTopic.parse(will.getWillTopic())
                .filter(topic -> topic.device().equals(device.id()) && topic.isStatus() && topic.isPublishable())
                .isPresent();
    }

    private static void reject(MqttEndpoint endpoint, Refusal refusal) {
        if (endpoint.protocolVersion() == MqttVersions.MQTT_5) {
            endpoint.reject(refusal.version5(), MqttVersions.reason(refusal.reason()));
        } else {
            endpoint.reject(refusal.version3(), MqttProperties.NO_PROPERTIES);
        }
    }

    /** Why a client is not let in, in both protocol versions. */
    private record Refusal(MqttConnectReturnCode version3, MqttConnectReturnCode version5, String reason) {

        static final Refusal BAD_CREDENTIALS = new Refusal(
                MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
                MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD,
                "The user name is the device's id, the password its API key.");
        static final Refusal UNAVAILABLE = new Refusal(
                MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
                MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5,
                "Devices can't be recognised right now. Connect again later.");
        static final Refusal FOREIGN_WILL = new Refusal(
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
                "A will may only go to the device's own status topic.");

        static Refusal notActive(DeviceIdentity device) {
            return new Refusal(
                    MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
                    MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
                    "Device is currently " + device.status().wireName());
        }
    }
}
