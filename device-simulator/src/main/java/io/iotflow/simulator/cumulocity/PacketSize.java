package io.iotflow.simulator.cumulocity;

import java.nio.charset.StandardCharsets;

/** The largest packet that Cumulocity takes: 16 184 bytes with all headers. A larger one ends the connection. */
final class PacketSize {

    static final int LARGEST = 16_184;

    private static final int FIXED_HEADER = 3;
    private static final int TOPIC_LENGTH = 2;
    private static final int PACKET_ID = 2;

    private PacketSize() {}

    static boolean fits(String topic, String payload, int qos) {
        int room = LARGEST
                - FIXED_HEADER
                - TOPIC_LENGTH
                - topic.getBytes(StandardCharsets.UTF_8).length
                - (qos > 0 ? PACKET_ID : 0);
        return payload.getBytes(StandardCharsets.UTF_8).length <= room;
    }
}
