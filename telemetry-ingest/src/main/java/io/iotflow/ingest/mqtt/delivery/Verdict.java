package io.iotflow.ingest.mqtt.delivery;

import io.iotflow.domain.WireTime;
import io.vertx.core.json.JsonObject;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a message is answered.
 *
 * @param code the reason code of PUBACK or PUBREC for MQTT 5 clients
 * @param reason for people; empty when all is well
 * @param complaints what is told on the device's {@code errors} topic and to the ledger
 */
public record Verdict(MqttPubAckReasonCode code, String reason, List<Complaint> complaints) {

    /** Why a reading was refused. */
    public record Complaint(String code, String message) {

        /** The payload of an {@code errors} topic. */
        public byte[] told(String topic, Instant timestamp) {
            return new JsonObject()
                    .put("code", code)
                    .put("message", message)
                    .put("topic", topic)
                    .put("timestamp", WireTime.of(timestamp))
                    .toBuffer()
                    .getBytes();
        }
    }

    /** Taken, whole. */
    public static final Verdict ACCEPTED = new Verdict(MqttPubAckReasonCode.SUCCESS, "", List.of());

    /** The connection ended before there was an outcome; nothing is acknowledged. */
    public static final Verdict ABANDONED = new Verdict(MqttPubAckReasonCode.UNSPECIFIED_ERROR, "", List.of());

    /** It came without a promise, and there was no room for it. */
    public static final Verdict DROPPED = new Verdict(MqttPubAckReasonCode.QUOTA_EXCEEDED, "", List.of());

    /** Too much waits already. The client may send it again later; nothing is wrong with it. */
    public static final Verdict OVER_QUOTA = new Verdict(
            MqttPubAckReasonCode.QUOTA_EXCEEDED,
            "Too many messages wait for the store. Send it again later.",
            List.of());

    private static final int MOST_COMPLAINTS = 10;

    /** The device sends more than its limit. */
    public static Verdict overLimit(String reason) {
        return new Verdict(MqttPubAckReasonCode.QUOTA_EXCEEDED, reason, List.of());
    }

    /** It went where the device may not publish. */
    public static Verdict forbidden(String reason) {
        return refused(MqttPubAckReasonCode.NOT_AUTHORIZED, List.of(new Complaint("forbidden_topic", reason)));
    }

    /** Nothing of it can be read as what it should be. */
    public static Verdict unreadable(List<Complaint> complaints) {
        return refused(MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID, complaints);
    }

    /** It could be read and can't be done. */
    public static Verdict refused(Complaint complaint) {
        return refused(MqttPubAckReasonCode.IMPLEMENTATION_SPECIFIC_ERROR, List.of(complaint));
    }

    /** Some of it is stored, the rest never can be. */
    static Verdict partly(List<Complaint> complaints) {
        return new Verdict(MqttPubAckReasonCode.SUCCESS, "", bounded(complaints));
    }

    private static Verdict refused(MqttPubAckReasonCode code, List<Complaint> complaints) {
        return new Verdict(code, complaints.getFirst().message(), bounded(complaints));
    }

    /** The first ones, and how many more there are. */
    private static List<Complaint> bounded(List<Complaint> complaints) {
        int more = complaints.size() - MOST_COMPLAINTS;
        if (more <= 0) {
            return List.copyOf(complaints);
        }
        List<Complaint> told = new ArrayList<>(complaints.subList(0, MOST_COMPLAINTS));
        told.add(new Complaint("more_refused", more + " more readings of this message were refused."));
        return List.copyOf(told);
    }
}
