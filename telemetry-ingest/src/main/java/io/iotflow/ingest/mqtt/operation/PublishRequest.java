package io.iotflow.ingest.mqtt.operation;

import io.iotflow.domain.DeviceTopic;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What an operator wants sent.
 *
 * @param topic one that a device can listen to
 * @param qos 0 or 1
 */
record PublishRequest(DeviceTopic topic, String payload, int qos) {

    private static final int HIGHEST_QOS = 1;

    /** Fails with the problem that the caller is told. */
    static PublishRequest read(byte[] body) {
        RequestObject members = RequestObject.read(body);
        DeviceTopic topic = topic(members.text("topic"));
        String payload = members.textOrJson("payload");
        int qos = members.number("qos", 0, HIGHEST_QOS);
        if (members.flag("retain")) {
            throw RequestObject.refuse(
                    "retain", "must be false: nothing is ever retained; a device gets what is sent while it listens");
        }
        return new PublishRequest(topic, payload, qos);
    }

    byte[] payloadBytes() {
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    private static DeviceTopic topic(String topic) {
        Optional<String> fault = TopicRules.fault(topic);
        if (fault.isPresent()) {
            throw RequestObject.refuse("topic", fault.get());
        }
        if (TopicRules.hasWildcard(topic)) {
            throw RequestObject.refuse("topic", "must not have wildcards");
        }
        return DeviceTopic.parse(topic)
                .filter(DeviceTopic::isSubscribable)
                .orElseThrow(() -> RequestObject.refuse(
                        "topic",
                        "must be one that a device can listen to: " + TopicTree.ROOT + "commands/…, " + TopicTree.ROOT
                                + "config or " + TopicTree.ROOT + "errors"));
    }
}
