package io.iotflow.ingest.mqtt;

import io.iotflow.domain.DeviceId;
import io.iotflow.ingest.refusal.Refusal;
import io.iotflow.ingest.refusal.RefusalLedger;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Tells the ledger and the metrics what did not get in. Cheap enough for a flood. */
@Singleton
public class RefusalNotes {

    private static final String TRANSPORT = "mqtt";
    private static final String KEY_MEMBER = "api_key";

    private final RefusalLedger ledger;
    private final MqttMetrics metrics;
    private final Clock clock;

    public RefusalNotes(RefusalLedger ledger, MqttMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Notes a refusal of something without a payload. */
    public void note(Optional<DeviceId> device, String code, String message, String what) {
        metrics.refused(code);
        ledger.note(new Refusal(clock.instant(), device, TRANSPORT, code, message, excerpt(what)));
    }

    /** Notes a refused payload. */
    public void note(DeviceId device, String code, String message, byte[] payload) {
        note(Optional.of(device), code, message, payload);
    }

    /** Notes a refused payload, of whomever it is. */
    public void note(Optional<DeviceId> device, String code, String message, byte[] payload) {
        int length = Math.min(payload.length, Refusal.LONGEST_EXCERPT);
        note(device, code, message, new String(payload, 0, length, StandardCharsets.UTF_8));
    }

    /** Counts a refusal that is not the client's doing. */
    public void count(String code) {
        metrics.refused(code);
    }

    private static String excerpt(String what) {
        int key = what.indexOf(KEY_MEMBER);
        // What follows the name is the key, in one notation or another.
        String hidden = key < 0 ? what : what.substring(0, key) + KEY_MEMBER + "…";
        byte[] bytes = hidden.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= Refusal.LONGEST_EXCERPT) {
            return hidden;
        }
        int end = Refusal.LONGEST_EXCERPT;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
