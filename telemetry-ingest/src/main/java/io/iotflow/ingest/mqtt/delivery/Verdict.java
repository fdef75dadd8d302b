package io.iotflow.ingest.mqtt;

import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.util.List;

/**
 * How a message is answered.
 *
 * @param code the reason code of PUBACK for MQTT 5 clients
 * @param reason for people; empty when all is well
 * @param complaints what is told on the device's {@code errors} topic
 */
record Verdict(MqttPubAckReasonCode code, String reason, List<Complaint> complaints) {

    /** Why a reading was refused. */
    record Complaint(String code, String message) {}

    /** Taken, whole. */
    static final Verdict ACCEPTED = new Verdict(MqttPubAckReasonCode.SUCCESS, "", List.of());

    /** The connection ended before there was an outcome; nothing is acknowledged. */
    static final Verdict ABANDONED = new Verdict(MqttPubAckReasonCode.UNSPECIFIED_ERROR, "", List.of());

    /** The answer to a command that nobody sent. */
    static final Verdict UNKNOWN_COMMAND =
            refused(List.of(new Complaint("unknown_command", "There is no such command for this device.")));

    private static final int MOST_COMPLAINTS = 10;

    static Verdict forbidden(String reason) {
        return new Verdict(
                MqttPubAckReasonCode.NOT_AUTHORIZED, reason, List.of(new Complaint("forbidden_topic", reason)));
    }

    /** Nothing of it can ever be stored. */
    static Verdict refused(List<Complaint> complaints) {
        return new Verdict(
                MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID,
                complaints.getFirst().message(),
                bounded(complaints));
    }

    /** Some of it is stored, the rest never can be. */
    static Verdict partly(List<Complaint> complaints) {
        return new Verdict(MqttPubAckReasonCode.SUCCESS, "", bounded(complaints));
    }

    private static List<Complaint> bounded(List<Complaint> complaints) {
        return List.copyOf(complaints.subList(0, Math.min(complaints.size(), MOST_COMPLAINTS)));
    }
}
