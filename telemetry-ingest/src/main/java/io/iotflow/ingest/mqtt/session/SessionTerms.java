package io.iotflow.ingest.mqtt.session;

import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.connection.ConnectRequest;
import io.iotflow.ingest.mqtt.connection.MqttConnections;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import java.util.UUID;

/** What an MQTT 5 client is told of this server in CONNACK (MQTT 5, 3.2.2.3). */
final class SessionTerms {

    private SessionTerms() {}

    static MqttProperties of(MqttSettings settings, ConnectRequest request) {
        if (!request.isVersion5()) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties terms = new MqttProperties();
        int largest = new MqttConnections.Limits(settings.largestMessage(), 0, 0, 0).largestPacket();
        add(terms, MqttPropertyType.SESSION_EXPIRY_INTERVAL, 0);
        add(terms, MqttPropertyType.RECEIVE_MAXIMUM, settings.receiveMaximum());
        add(terms, MqttPropertyType.RETAIN_AVAILABLE, 0);
        add(terms, MqttPropertyType.MAXIMUM_PACKET_SIZE, largest);
        add(terms, MqttPropertyType.TOPIC_ALIAS_MAXIMUM, 0);
        add(terms, MqttPropertyType.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
        add(terms, MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE, 0);
        if (request.clientId().isEmpty()) {
            terms.add(new StringProperty(
                    MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER.value(),
                    UUID.randomUUID().toString()));
        }
        return terms;
    }

    private static void add(MqttProperties terms, MqttPropertyType type, int value) {
        terms.add(new IntegerProperty(type.value(), value));
    }
}
