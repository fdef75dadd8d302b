package io.iotflow.simulator.load;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The few packets of MQTT 3.1.1 that a device under load sends, written without objects in between. */
final class MqttFrames {

    static final int CONNACK = 2;
    static final int PUBACK = 4;

    private static final int CONNECT_HEADER = 0x10;
    private static final int PUBLISH_HEADER = 0x30;
    private static final int PINGREQ = 0xC000;
    private static final int DISCONNECT = 0xE000;
    private static final int LEVEL = 4;
    private static final int USER_PASSWORD_CLEAN = 0xC2;
    private static final int LENGTH_BYTES = 4;
    private static final int CONTINUES = 0x80;
    private static final int SEVEN_BITS = 7;

    private MqttFrames() {}

    static void connect(ByteBuf target, DeviceCredentials device, int keepAliveSeconds) {
        target.writeByte(CONNECT_HEADER);
        int body = reserveLength(target);
        text(target, "MQTT");
        target.writeByte(LEVEL).writeByte(USER_PASSWORD_CLEAN).writeShort(keepAliveSeconds);
        text(target, "device_" + device.id());
        text(target, Long.toString(device.id()));
        text(target, device.apiKey());
        setLength(target, body);
    }

    /** Begins a PUBLISH; the payload is to be written next, and then {@link #setLength} is to be called. */
    static int beginPublish(ByteBuf target, long device, int qos, int packetId) {
        target.writeByte(PUBLISH_HEADER | qos << 1);
        int body = reserveLength(target);
        int topicLengthAt = target.writerIndex();
        target.writeShort(0);
        target.writeCharSequence("iotflow/devices/", StandardCharsets.US_ASCII);
        Decimals.write(target, device);
        target.writeCharSequence("/telemetry", StandardCharsets.US_ASCII);
        target.setShort(topicLengthAt, target.writerIndex() - topicLengthAt - Short.BYTES);
        if (qos > 0) {
            target.writeShort(packetId);
        }
        return body;
    }

    static void ping(ByteBuf target) {
        target.writeShort(PINGREQ);
    }

    static void disconnect(ByteBuf target) {
        target.writeShort(DISCONNECT);
    }

    /** The remaining length goes into four bytes, whatever it is: the longer forms are legal in 3.1.1. */
    static void setLength(ByteBuf target, int body) {
        int rest = target.writerIndex() - body;
        for (int i = LENGTH_BYTES; i >= 1; i--) {
            int more = i > 1 ? CONTINUES : 0;
            target.setByte(body - i, rest & CONTINUES - 1 | more);
            rest >>>= SEVEN_BITS;
        }
    }

    private static int reserveLength(ByteBuf target) {
        target.writeZero(LENGTH_BYTES);
        return target.writerIndex();
    }

    private static void text(ByteBuf target, String text) {
        target.writeShort(text.length());
        target.writeCharSequence(text, StandardCharsets.US_ASCII);
    }
}
