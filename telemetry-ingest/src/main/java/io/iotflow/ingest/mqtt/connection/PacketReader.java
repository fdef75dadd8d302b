package io.iotflow.ingest.mqtt.connection;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;

/** Hands a client's packets on, each to what it is for. Keeps nothing, so that all connections share one. */
final class PacketReader {

    private final ConnectHandler login;

    PacketReader(ConnectHandler login) {
        this.login = login;
    }

    /** Takes a packet over and releases it. */
    void read(MqttConnection connection, ClientPackets client, Object packet) {
        try {
            if (packet instanceof MqttMessage message) {
                read(connection, client, message);
            } else {
                connection.close();
            }
        } finally {
            ReferenceCountUtil.release(packet);
        }
    }

    private void read(MqttConnection connection, ClientPackets client, MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            unreadable(connection, message);
        } else if (connection.isSilent() != message instanceof MqttConnectMessage) {
            violated(connection, MqttDisconnectReasonCode.PROTOCOL_ERROR, "A connection begins with one CONNECT.");
        } else {
            dispatch(connection, client, message);
        }
    }

    private void dispatch(MqttConnection connection, ClientPackets client, MqttMessage message) {
        switch (message.fixedHeader().messageType()) {
            case CONNECT -> login.connect(connection, connection.asked((MqttConnectMessage) message));
            case PUBLISH -> client.published(Publication.of((MqttPublishMessage) message));
            case PUBACK -> client.acknowledged(id(message));
            case PUBREL -> {
                client.released(id(message));
                connection.publishComplete(id(message));
            }
            case SUBSCRIBE -> client.subscribe((MqttSubscribeMessage) message);
            case UNSUBSCRIBE -> client.unsubscribe((MqttUnsubscribeMessage) message);
            case PINGREQ -> {
                client.alive();
                connection.pong();
            }
            case DISCONNECT -> connection.goodbye(!asksForItsWill(message));
            default ->
                violated(connection, MqttDisconnectReasonCode.PROTOCOL_ERROR, "A client doesn't send this packet.");
        }
    }

    private void unreadable(MqttConnection connection, MqttMessage message) {
        Throwable cause = message.decoderResult().cause();
        if (!connection.isSilent()) {
            boolean large = cause instanceof TooLongFrameException;
            violated(
                    connection,
                    large ? MqttDisconnectReasonCode.PACKET_TOO_LARGE : MqttDisconnectReasonCode.MALFORMED_PACKET,
                    large ? "The packet is too large." : "The packet is malformed.");
            return;
        }
        boolean version5 = message.variableHeader() instanceof MqttConnectVariableHeader header
                && header.version() == MqttVersions.MQTT_5;
        login.violated("malformed_packet", "CONNECT could not be read.");
        if (cause instanceof MqttIdentifierRejectedException) {
            connection.reject(
                    version5
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
                            : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
                    MqttProperties.NO_PROPERTIES);
        } else if (cause instanceof MqttUnacceptableProtocolVersionException) {
            connection.reject(
                    MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
                    MqttProperties.NO_PROPERTIES);
        } else {
            connection.close();
        }
    }

    private void violated(MqttConnection connection, MqttDisconnectReasonCode code, String message) {
        login.violated(
                code == MqttDisconnectReasonCode.PACKET_TOO_LARGE ? "packet_too_large" : "malformed_packet", message);
        connection.disconnect(code, MqttVersions.reason(message));
    }

    private static boolean asksForItsWill(MqttMessage message) {
        return message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                && header.reasonCode() == MqttDisconnectReasonCode.WITH_WILL_MESSAGE.value();
    }

    private static int id(MqttMessage message) {
        return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
    }
}
