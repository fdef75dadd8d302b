package io.iotflow.ingest.mqtt.connection;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;

/** What differs between the protocol versions. */
public final class MqttVersions {

    /** The protocol level of MQTT 5 in CONNECT (MQTT 5, 3.1.2.2). */
    public static final int MQTT_5 = 5;

    private MqttVersions() {}

    /** A reason string, for people who read a client's log. */
    public static MqttProperties reason(String text) {
        MqttProperties properties = new MqttProperties();
        properties.add(new StringProperty(MqttPropertyType.REASON_STRING.value(), text));
        return properties;
    }

    /** A text property; empty if it is not there. */
    public static String text(MqttProperties properties, MqttPropertyType type) {
        return properties.getProperty(type.value()) instanceof StringProperty found ? found.value() : "";
    }

    /** A number property. */
    public static int number(MqttProperties properties, MqttPropertyType type, int otherwise) {
        return properties.getProperty(type.value()) instanceof IntegerProperty found ? found.value() : otherwise;
    }
}
