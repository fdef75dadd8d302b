package io.iotflow.ingest.mqtt;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.KeyHash;
import io.iotflow.ingest.pipeline.Arrival;
import io.iotflow.ingest.pipeline.IngestReadings;
import io.iotflow.presence.PresenceRecorder;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One device's connection. Everything but {@link #end} happens on its event loop. A reading is acknowledged when the
 * store has it or when it never can; while the store is away it is held and offered again, and the connection stays.
 */
final class DeviceSession {

    /** What all sessions have in common. */
    @Singleton
    record Terms(MqttSettings settings, Clock clock, RandomGenerator random) {}

    private final MqttEndpoint endpoint;
    private final DeviceId device;
    private final KeyHash key;
    private final Terms terms;
    private final Context loop;
    private final AcknowledgementOrder order = new AcknowledgementOrder();
    private final Set<Integer> awaitingRelease = new HashSet<>();
    private final DeviceSubscriptions subscriptions;
    private volatile boolean open = true;

    DeviceSession(MqttEndpoint endpoint, DeviceId device, KeyHash key, Terms terms) {
        this.endpoint = endpoint;
        this.device = device;
        this.key = key;
        this.terms = terms;
        this.loop = Vertx.currentContext();
        this.subscriptions = new DeviceSubscriptions(endpoint, device, terms.clock());
    }

    KeyHash key() {
        return key;
    }

    boolean isOpen() {
        return open;
    }

    void begin(IngestReadings ingest, PresenceRecorder presence, Runnable ended) {
        Intake intake = new Intake(ingest, this::isOpen, terms.random());
        endpoint.publishHandler(message -> published(message, intake, presence));
        endpoint.publishReleaseHandler(messageId -> {
            awaitingRelease.remove(messageId);
            endpoint.publishComplete(messageId);
        });
        endpoint.subscribeHandler(subscriptions::subscribe);
        endpoint.unsubscribeHandler(subscriptions::unsubscribe);
        endpoint.exceptionHandler(_ -> endpoint.close());
        endpoint.closeHandler(_ -> {
            open = false;
            ended.run();
        });
        if (endpoint.protocolVersion() == MqttVersions.MQTT_5) {
            endpoint.accept(false, terms());
        } else {
            endpoint.accept(false);
        }
    }

    /** Ends the session from any thread; an MQTT 5 client is told why. */
    void end(MqttDisconnectReasonCode code, String reason) {
        loop.runOnContext(_ -> {
            if (!open || !endpoint.isConnected()) {
                return;
            }
            if (endpoint.protocolVersion() == MqttVersions.MQTT_5) {
                // Closes the connection by itself.
                endpoint.disconnect(code, MqttVersions.reason(reason));
            } else {
                endpoint.close();
            }
        });
    }

    private MqttProperties terms() {
        MqttProperties properties = new MqttProperties();
        properties.add(new IntegerProperty(
                MqttPropertyType.RECEIVE_MAXIMUM.value(), terms.settings().receiveMaximum()));
        properties.add(new IntegerProperty(MqttPropertyType.RETAIN_AVAILABLE.value(), 0));
        properties.add(new IntegerProperty(MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE.value(), 0));
        properties.add(new IntegerProperty(
                MqttPropertyType.MAXIMUM_PACKET_SIZE.value(), terms.settings().largestMessage()));
        return properties;
    }

    private void published(MqttPublishMessage message, Intake intake, PresenceRecorder presence) {
        Optional<DeviceTopic> topic = DeviceTopic.parse(message.topicName())
                .filter(candidate -> candidate.device().equals(device) && candidate.isPublishable());
        if (topic.isEmpty()) {
            forbidden(message);
        } else if (order.size() >= terms.settings().receiveMaximum()) {
            end(MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED, "Too many messages wait for their acknowledgement.");
        } else if (awaitingRelease.contains(message.messageId()) && message.qosLevel() == MqttQoS.EXACTLY_ONCE) {
            endpoint.publishReceived(message.messageId());
        } else {
            take(message, topic.get(), intake, presence);
        }
    }

    private void take(MqttPublishMessage message, DeviceTopic topic, Intake intake, PresenceRecorder presence) {
        AcknowledgementOrder.Place place = order.next();
        if (topic.isTelemetry() || topic.isEvent()) {
            Arrival arrival =
                    topic.isTelemetry() ? Arrival.overMqtt(device) : Arrival.eventOverMqtt(device, topic.eventName());
            intake.take(arrival, message.payload().getBytes())
                    .emitOn(command -> loop.runOnContext(_ -> command.run()))
                    .subscribe()
                    .with(verdict -> answer(message, place, verdict));
        } else if (topic.isStatus() || topic.isHeartbeat()) {
            DeviceStatusMessage.read(topic, message.payload()).tell(device, presence);
            answer(message, place, Verdict.ACCEPTED);
        } else {
            answer(message, place, Verdict.UNKNOWN_COMMAND);
        }
    }

    private void answer(MqttPublishMessage message, AcknowledgementOrder.Place place, Verdict verdict) {
        if (!open || verdict == Verdict.ABANDONED) {
            return;
        }
        verdict.complaints().forEach(complaint -> subscriptions.complain(message.topicName(), complaint));
        order.ready(place, () -> acknowledge(message, verdict));
    }

    private void acknowledge(MqttPublishMessage message, Verdict verdict) {
        if (!open || !endpoint.isConnected()) {
            return;
        }
        switch (message.qosLevel()) {
            case AT_LEAST_ONCE -> acknowledgeOnce(message.messageId(), verdict);
            case EXACTLY_ONCE -> {
                awaitingRelease.add(message.messageId());
                endpoint.publishReceived(message.messageId());
            }
            default -> {}
        }
    }

    private void acknowledgeOnce(int messageId, Verdict verdict) {
        if (endpoint.protocolVersion() == MqttVersions.MQTT_5 && verdict.code() != MqttPubAckReasonCode.SUCCESS) {
            endpoint.publishAcknowledge(messageId, verdict.code(), MqttVersions.reason(verdict.reason()));
        } else {
            endpoint.publishAcknowledge(messageId);
        }
    }

    private void forbidden(MqttPublishMessage message) {
        String reason = "A device publishes only below iotflow/devices/" + device + "/.";
        if (endpoint.protocolVersion() == MqttVersions.MQTT_5 && message.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            answer(message, order.next(), Verdict.forbidden(reason));
        } else {
            end(MqttDisconnectReasonCode.NOT_AUTHORIZED, reason);
        }
    }
}
