package io.iotflow.ingest.mqtt.session;

import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.mqtt.connection.MqttConnection;
import io.iotflow.ingest.mqtt.connection.MqttVersions;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;

/**
 * Why a client is not let in, in both protocol versions (MQTT 3.1.1, 3.2.2.3; MQTT 5, 3.2.2.2).
 *
 * @param blamed whether it is the client's doing, so that it belongs in the ledger
 */
record Rejection(
        String code, MqttConnectReturnCode version3, MqttConnectReturnCode version5, String reason, boolean blamed) {

    static final Rejection BAD_CREDENTIALS = new Rejection(
            "bad_credentials",
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD,
            "The user name is the device's id, the password its API key.",
            true);
    static final Rejection BAD_METHOD = new Rejection(
            "bad_authentication_method",
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD,
            "There is no enhanced authentication here. Use user name and password.",
            true);
    static final Rejection BAD_CLIENT_ID = new Rejection(
            "bad_client_id",
            MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
            MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID,
            "The client id is too long, or empty without a clean session.",
            true);
    static final Rejection FOREIGN_WILL = new Rejection(
            "forbidden_will",
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
            "A will may only go to the device's own status topic.",
            true);
    static final Rejection UNAVAILABLE = unavailable("unavailable", "Devices can't be recognised right now.");
    static final Rejection BUSY = new Rejection(
            "server_busy",
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY,
            "Too many devices connect at once. Connect again later.",
            false);
    static final Rejection STOPPING = unavailable("stopping", "The server is stopping.");

    static Rejection notActive(DeviceIdentity device) {
        return new Rejection(
                "device_not_active",
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
                "Device is currently " + device.status().wireName(),
                true);
    }

    void tell(MqttConnection connection) {
        connection.reject(connection.isVersion5() ? version5 : version3, MqttVersions.reason(reason));
    }

    private static Rejection unavailable(String code, String reason) {
        return new Rejection(
                code,
                MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
                MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5,
                reason + " Connect again later.",
                false);
    }
}
