package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.mqtt.connection.MqttConnection;
import io.iotflow.ingest.mqtt.connection.Publication;
import io.iotflow.ingest.mqtt.delivery.AcknowledgementOrder;
import io.iotflow.ingest.mqtt.delivery.DeviceStatusMessage;
import io.iotflow.ingest.mqtt.delivery.Flow;
import io.iotflow.ingest.mqtt.delivery.Verdict;
import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import io.iotflow.ingest.mqtt.destination.Content;
import io.smallrye.mutiny.Uni;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one device publishes: each message is acknowledged when the store has it or when it never can, in the order in
 * which they came, and once. One event loop only.
 */
final class Publications implements Admission.Decision {

    /** The session, as far as its messages concern it. */
    interface Owner {

        /** Ends the session. */
        void end(MqttDisconnectReasonCode code, String reason);

        /** The device said of itself that it is here, or that it leaves. */
        void said(DeviceStatusMessage status);

        /** Tells the device why something was refused. */
        void complain(String topic, Complaint complaint);

        /** Nothing waits for an acknowledgement any more. */
        void settled();
    }

    private static final String OVER_LIMIT = "rate_limited";

    private final MqttConnection connection;
    private final ConnectedDevice sender;
    private final SessionParts parts;
    private final Owner owner;
    private final Flow flow;
    private final Admission admission;
    private final AcknowledgementOrder order = new AcknowledgementOrder();
    /** From PUBLISH to PUBACK or PUBREL. */
    private final Set<Integer> idsInUse = new HashSet<>(0);
    /** From PUBREC to PUBREL. */
    private final Set<Integer> awaitingRelease = new HashSet<>(0);

    private String lastName = "";
    private Optional<DeviceTopic> lastTopic = Optional.empty();

    Publications(MqttConnection connection, ConnectedDevice sender, SessionParts parts, Owner owner) {
        this.connection = connection;
        this.sender = sender;
        this.parts = parts;
        this.owner = owner;
        // An MQTT 5 client knows the bound; the one message more is read in order to tell it so.
        int most = parts.settings().receiveMaximum() + (connection.isVersion5() ? 1 : 0);
        this.flow = new Flow(connection, parts.held(), parts.metrics(), most);
        this.admission = new Admission(connection, sender.letIn(), parts.quota(), flow, this);
    }

    boolean isSettled() {
        return order.size() == 0;
    }

    void stop() {
        flow.stop();
    }

    /** The connection is gone. */
    void ended() {
        admission.stop();
    }

    /** The device is what it is now. */
    void changed(DeviceIdentity current) {
        admission.changed(current);
    }

    void published(Publication message) {
        parts.metrics().received(message.payload().length);
        if (message.aliased()) {
            owner.end(MqttDisconnectReasonCode.TOPIC_ALIAS_INVALID, "There are no topic aliases here.");
        } else if (message.isAcknowledged() && !idsInUse.add(message.messageId())) {
            repeated(message);
        } else if (tooMany()) {
            owner.end(
                    MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED,
                    "Too many messages wait for their acknowledgement.");
        } else {
            route(message);
        }
    }

    /** PUBREL: the id may be used again. */
    void released(int messageId) {
        if (awaitingRelease.remove(messageId)) {
            idsInUse.remove(messageId);
        }
    }

    private boolean tooMany() {
        int most = parts.settings().receiveMaximum();
        return connection.isVersion5() ? idsInUse.size() > most : awaitingRelease.size() > most;
    }

    /** A message that is under way already is not taken twice; a lost PUBREC is sent again. */
    private void repeated(Publication message) {
        parts.metrics().duplicate();
        if (message.isExactlyOnce() && awaitingRelease.contains(message.messageId())) {
            connection.publishReceived(message.messageId(), MqttPubAckReasonCode.SUCCESS, "");
        }
    }

    private void route(Publication message) {
        Optional<DeviceTopic> topic = own(message.topic());
        if (topic.isEmpty()) {
            forbidden(message);
        } else if (message.payload().length > parts.settings().largestMessage()) {
            settle(message, Verdict.refused(new Complaint("message_too_large", "The payload is too large.")));
        } else if (topic.get().isTelemetry() || topic.get().isEvent()) {
            admission.decide(message);
        } else {
            take(message, topic.get());
        }
    }

    @Override
    public void admitted(Publication message) {
        own(message.topic()).ifPresent(topic -> take(message, topic));
    }

    /** The topic, if the device may publish there. Most devices have one, which is read once. */
    private Optional<DeviceTopic> own(String name) {
        if (!name.equals(lastName)) {
            lastName = name;
            lastTopic = DeviceTopic.parse(name)
                    .filter(topic -> topic.device().equals(sender.device()) && topic.isPublishable());
        }
        return lastTopic;
    }

    @Override
    public void refused(Publication message, String reason) {
        settle(message, message.isAcknowledged() ? Verdict.overLimit(reason) : Verdict.DROPPED);
    }

    @Override
    public void exceeded(Publication message, String reason) {
        tell(message, OVER_LIMIT, reason);
    }

    /** With too much held already, what can be sent away is; what can't is taken, up to a hard bound. */
    private boolean refusedForRoom(Publication message) {
        if (!message.isAcknowledged()) {
            settle(message, Verdict.DROPPED);
        } else if (connection.isVersion5()) {
            settle(message, Verdict.OVER_QUOTA);
        } else if (parts.held().isOverfull()) {
            owner.end(MqttDisconnectReasonCode.QUOTA_EXCEEDED, Verdict.OVER_QUOTA.reason());
        } else {
            return false;
        }
        return true;
    }

    private void take(Publication message, DeviceTopic topic) {
        if (parts.held().isFull() && refusedForRoom(message)) {
            parts.metrics().refused("quota_exceeded");
        } else if (topic.isStatus() || topic.isHeartbeat()) {
            owner.said(DeviceStatusMessage.read(topic, message.payload()));
            settle(message, Verdict.ACCEPTED);
        } else {
            settle(message, parts.destinations().deliver(sender, topic, content(message)));
        }
    }

    private static Content content(Publication message) {
        return new Content(message.payload(), message.contentType(), message.isAcknowledged());
    }

    private void settle(Publication message, Verdict verdict) {
        AcknowledgementOrder.Place place = order.next();
        answer(message, place, verdict);
    }

    private void settle(Publication message, Uni<Verdict> outcome) {
        AcknowledgementOrder.Place place = order.next();
        int payload = message.payload().length;
        flow.began(payload);
        outcome.emitOn(connection::execute).subscribe().with(verdict -> {
            answer(message, place, verdict);
            flow.ended(payload);
        });
    }

    private void answer(Publication message, AcknowledgementOrder.Place place, Verdict verdict) {
        if (!connection.isOpen() || verdict == Verdict.ABANDONED) {
            return;
        }
        if (verdict == Verdict.DROPPED) {
            parts.metrics().dropped();
        }
        for (Complaint complaint : verdict.complaints()) {
            tell(message, complaint.code(), complaint.message());
        }
        order.ready(place, () -> acknowledge(message, verdict));
        if (order.size() == 0) {
            owner.settled();
        }
    }

    private void tell(Publication message, String code, String reason) {
        parts.notes().note(sender.device(), code, reason, message.payload());
        owner.complain(message.topic(), new Complaint(code, reason));
    }

    private void acknowledge(Publication message, Verdict verdict) {
        switch (message.qos()) {
            case AT_LEAST_ONCE -> {
                idsInUse.remove(message.messageId());
                connection.publishAcknowledge(message.messageId(), verdict.code(), verdict.reason());
            }
            case EXACTLY_ONCE -> received(message.messageId(), verdict);
            default -> {}
        }
    }

    private void received(int messageId, Verdict verdict) {
        boolean over = connection.isVersion5() && verdict.code().isError();
        if (over) {
            // No PUBREL follows an error (MQTT 5, 4.3.3).
            idsInUse.remove(messageId);
        } else {
            awaitingRelease.add(messageId);
        }
        connection.publishReceived(messageId, verdict.code(), verdict.reason());
    }

    private void forbidden(Publication message) {
        String reason = "A device publishes only below iotflow/devices/" + sender.device() + "/.";
        if (connection.isVersion5()) {
            settle(message, Verdict.forbidden(reason));
        } else {
            parts.notes().note(sender.device(), "forbidden_topic", reason, message.payload());
            owner.end(MqttDisconnectReasonCode.NOT_AUTHORIZED, reason);
        }
    }
}
