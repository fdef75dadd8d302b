package io.iotflow.simulator.cumulocity;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Whom the emulated platform lets in. */
final class EmulatedLogin {

    private static final int VERSION_3_1_1 = 4;
    private static final Set<String> USERS = Set.of(CumulocityEmulator.USER, CumulocityEmulator.BOOTSTRAP_USER);

    private EmulatedLogin() {}

    static MqttConnectReturnCode judge(MqttConnectMessage message, NetSocket socket) {
        if (message.variableHeader().version() != VERSION_3_1_1) {
            return MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION;
        }
        String clientId = message.payload().clientIdentifier();
        if (!message.variableHeader().isCleanSession() || clientId.isEmpty()) {
            return MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
        }
        if (!message.variableHeader().hasUserName()) {
            return isCertified(clientId, socket)
                    ? MqttConnectReturnCode.CONNECTION_ACCEPTED
                    : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
        }
        String password = new String(message.payload().passwordInBytes(), StandardCharsets.UTF_8);
        return USERS.contains(message.payload().userName()) && password.equals(CumulocityEmulator.PASSWORD)
                ? MqttConnectReturnCode.CONNECTION_ACCEPTED
                : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
    }

    /** The CN of the certificate must be the client id. */
    private static boolean isCertified(String clientId, NetSocket socket) {
        try {
            return socket.isSsl()
                    && socket.sslSession().getPeerPrincipal().getName().equals("CN=" + clientId);
        } catch (SSLPeerUnverifiedException _) {
            return false;
        }
    }
}
