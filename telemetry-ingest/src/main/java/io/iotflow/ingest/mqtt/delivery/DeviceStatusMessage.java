package io.iotflow.ingest.mqtt.delivery;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.connection.ConnectRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a device says of itself on a status or heartbeat topic: that it is here, or that it leaves. */
public enum DeviceStatusMessage {
    ONLINE,
    OFFLINE;

    private static final String OFFLINE_WORD = "offline";

    /** The topic's last level decides where it says it; else the payload, JSON or plain text. */
    public static DeviceStatusMessage read(DeviceTopic topic, byte[] payload) {
        if (topic.path().endsWith("/" + OFFLINE_WORD)) {
            return OFFLINE;
        }
        return topic.isHeartbeat() || !saysOffline(new String(payload, StandardCharsets.UTF_8)) ? ONLINE : OFFLINE;
    }

    /** What is to be said for a device that is gone without a goodbye: its will, processed as if it had been published. */
    public static DeviceStatusMessage lastWord(ConnectRequest request) {
        return request.will()
                .flatMap(will -> DeviceTopic.parse(will.topic()).map(topic -> read(topic, will.payload())))
                .orElse(OFFLINE);
    }

    private static boolean saysOffline(String text) {
        String word = text.strip();
        if (word.startsWith("{")) {
            try {
                word = String.valueOf(new JsonObject(word).getValue("status"));
            } catch (DecodeException _) {
                return false;
            }
        }
        return word.toLowerCase(Locale.ROOT).equals(OFFLINE_WORD);
    }
}
