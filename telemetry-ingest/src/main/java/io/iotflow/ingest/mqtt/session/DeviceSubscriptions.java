package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one device listens to. Nothing outside its own prefix is granted. One event loop only. */
final class DeviceSubscriptions {

    private static final int MOST = 16;
    private static final String SHARED = "$share/";

    private final DeviceId device;
    /** Path below the prefix, which may have wildcards, to the QoS that was granted. */
    private final Map<String, MqttQoS> granted = new HashMap<>(0);

    DeviceSubscriptions(DeviceId device) {
        this.device = device;
    }

    /** Decides on a filter; the answer is a granted QoS or the reason of a refusal. */
    MqttSubAckReasonCode subscribe(String filter, MqttQoS requested) {
        if (filter.startsWith(SHARED)) {
            return MqttSubAckReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
        }
        if (!isWellFormed(filter)) {
            return MqttSubAckReasonCode.TOPIC_FILTER_INVALID;
        }
        Optional<String> path = ownPath(filter);
        if (path.isEmpty()) {
            return MqttSubAckReasonCode.NOT_AUTHORIZED;
        }
        if (granted.size() >= MOST && !granted.containsKey(path.get())) {
            return MqttSubAckReasonCode.QUOTA_EXCEEDED;
        }
        MqttQoS qos = requested == MqttQoS.AT_MOST_ONCE ? requested : MqttQoS.AT_LEAST_ONCE;
        granted.put(path.get(), qos);
        return MqttSubAckReasonCode.qosGranted(qos);
    }

    /** Whether there was such a subscription. */
    boolean unsubscribe(String filter) {
        return DeviceTopic.parse(filter)
                .filter(topic -> topic.device().equals(device))
                .filter(topic -> granted.remove(topic.path()) != null)
                .isPresent();
    }

    /** At which QoS the device listens to a topic below its prefix; empty if it does not. */
    Optional<MqttQoS> qos(String path) {
        Optional<MqttQoS> best = Optional.empty();
        for (Map.Entry<String, MqttQoS> subscription : granted.entrySet()) {
            boolean better = best.isEmpty() || best.get() == MqttQoS.AT_MOST_ONCE;
            if (better && matches(subscription.getKey(), path)) {
                best = Optional.of(subscription.getValue());
            }
        }
        return best;
    }

    private Optional<String> ownPath(String filter) {
        return DeviceTopic.parse(filter)
                .filter(topic -> topic.device().equals(device) && topic.isSubscribable())
                .map(DeviceTopic::path);
    }

    /** A wildcard stands for a whole level, and # for the last (MQTT 5, 4.7.1). */
    private static boolean isWellFormed(String filter) {
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].indexOf('+') >= 0 || levels[i].indexOf('#') >= 0;
            if (wild && (levels[i].length() > 1 || (levels[i].equals("#") && i < levels.length - 1))) {
                return false;
            }
        }
        return !filter.isEmpty();
    }

    private static boolean matches(String filter, String path) {
        String[] wanted = filter.split("/", -1);
        String[] levels = path.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == levels.length || !(wanted[i].equals("+") || wanted[i].equals(levels[i]))) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }
}
