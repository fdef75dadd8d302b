package io.iotflow.ingest.mqtt;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.presence.PresenceRecorder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What a device says of itself on a status or heartbeat topic: that it is here, or that it leaves. */
enum DeviceStatusMessage {
    ONLINE {
        @Override
        void tell(DeviceId device, PresenceRecorder presence) {
            presence.heard(device);
        }
    },
    OFFLINE {
        @Override
        void tell(DeviceId device, PresenceRecorder presence) {
            presence.left(device);
        }
    };

    private static final String OFFLINE_WORD = "offline";

    abstract void tell(DeviceId device, PresenceRecorder presence);

    /** The topic's last level decides where it says it; else the payload, JSON or plain text. */
    static DeviceStatusMessage read(DeviceTopic topic, Buffer payload) {
        if (topic.path().endsWith("/" + OFFLINE_WORD)) {
            return OFFLINE;
        }
        return topic.isHeartbeat() || !saysOffline(payload.toString()) ? ONLINE : OFFLINE;
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
