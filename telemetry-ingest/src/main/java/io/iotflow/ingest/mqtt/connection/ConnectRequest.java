package io.iotflow.ingest.mqtt.connection;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.Optional;

/**
 * What a client asks for when it connects (MQTT 5, 3.1; MQTT 3.1.1, 3.1).
 *
 * @param clientId empty if the server shall choose one
 * @param version {@value MqttVersions#MQTT_5} for MQTT 5
 * @param password never logged
 * @param keepAliveSeconds 0 for none
 */
public record ConnectRequest(
        String clientId,
        int version,
        boolean cleanStart,
        Optional<String> userName,
        Optional<byte[]> password,
        Optional<Will> will,
        int keepAliveSeconds,
        MqttProperties properties) {

    /** What is to be published for the client when it is gone without a word. */
    public record Will(String topic, byte[] payload) {}

    static ConnectRequest of(MqttConnectMessage message) {
        MqttConnectVariableHeader header = message.variableHeader();
        MqttConnectPayload payload = message.payload();
        return new ConnectRequest(
                Optional.ofNullable(payload.clientIdentifier()).orElse(""),
                header.version(),
                header.isCleanSession(),
                header.hasUserName() ? Optional.ofNullable(payload.userName()) : Optional.empty(),
                header.hasPassword() ? Optional.ofNullable(payload.passwordInBytes()) : Optional.empty(),
                header.isWillFlag() ? Optional.of(will(payload)) : Optional.empty(),
                header.keepAliveTimeSeconds(),
                header.properties());
    }

    /** Whether the client speaks MQTT 5, with reason codes and properties. */
    public boolean isVersion5() {
        return version == MqttVersions.MQTT_5;
    }

    private static Will will(MqttConnectPayload payload) {
        byte[] message = Optional.ofNullable(payload.willMessageInBytes()).orElseGet(() -> new byte[0]);
        return new Will(Optional.ofNullable(payload.willTopic()).orElse(""), message);
    }

    @Override
    public String toString() {
        return "ConnectRequest[clientId=" + clientId + ", version=" + version + "]";
    }
}
