package io.iotflow.ingest.mqtt;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.domain.WireTime;
import io.iotflow.ingest.mqtt.Verdict.Complaint;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.MqttUnsubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one device listens to. Nothing outside its own prefix is granted. One event loop only. */
final class DeviceSubscriptions {

    private final MqttEndpoint endpoint;
    private final DeviceId device;
    private final Clock clock;
    private final Set<String> filters = new HashSet<>();

    DeviceSubscriptions(MqttEndpoint endpoint, DeviceId device, Clock clock) {
        this.endpoint = endpoint;
        this.device = device;
        this.clock = clock;
    }

    void subscribe(MqttSubscribeMessage message) {
        List<MqttQoS> granted = new ArrayList<>();
        for (MqttTopicSubscription subscription : message.topicSubscriptions()) {
            if (isAllowed(subscription.topicName())) {
                filters.add(subscription.topicName());
                granted.add(atMostOne(subscription.qualityOfService()));
            } else {
                granted.add(MqttQoS.FAILURE);
            }
        }
        if (endpoint.protocolVersion() == MqttVersions.MQTT_5) {
            List<MqttSubAckReasonCode> codes =
                    granted.stream().map(DeviceSubscriptions::reasonCode).toList();
            endpoint.subscribeAcknowledge(message.messageId(), codes, MqttProperties.NO_PROPERTIES);
        } else {
            endpoint.subscribeAcknowledge(message.messageId(), granted);
        }
    }

    void unsubscribe(MqttUnsubscribeMessage message) {
        message.topics().forEach(filters::remove);
        endpoint.unsubscribeAcknowledge(message.messageId());
    }

    /** Tells the device why something was refused, if it listens. */
    void complain(String topic, Complaint complaint) {
        String errors = DeviceTopic.errors(device).toString();
        if (!filters.contains(errors) || !endpoint.isConnected()) {
            return;
        }
        Buffer payload = new JsonObject()
                .put("code", complaint.code())
                .put("message", complaint.message())
                .put("topic", topic)
                .put("timestamp", WireTime.of(clock.instant()))
                .toBuffer();
        endpoint.publish(errors, payload, MqttQoS.AT_MOST_ONCE, false, false);
    }

    private boolean isAllowed(String filter) {
        return DeviceTopic.parse(filter)
                .filter(topic -> topic.device().equals(device) && topic.isSubscribable())
                .isPresent();
    }

    private static MqttQoS atMostOne(MqttQoS requested) {
        return requested == MqttQoS.AT_MOST_ONCE ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
    }

    private static MqttSubAckReasonCode reasonCode(MqttQoS granted) {
        return granted == MqttQoS.FAILURE
                ? MqttSubAckReasonCode.NOT_AUTHORIZED
                : MqttSubAckReasonCode.qosGranted(granted);
    }
}
