package io.iotflow.ingest.mqtt;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;

/** What differs between the protocol versions. */
final class MqttVersions {

    /** The protocol level of MQTT 5 in CONNECT (MQTT 5, 3.1.2.2). */
    static final int MQTT_5 = 5;

    private MqttVersions() {}

    /** A reason string, for people who read a client's log. */
    static MqttProperties reason(String text) {
        MqttProperties properties = new MqttProperties();
        properties.add(new StringProperty(MqttPropertyType.REASON_STRING.value(), text));
        return properties;
    }
}
