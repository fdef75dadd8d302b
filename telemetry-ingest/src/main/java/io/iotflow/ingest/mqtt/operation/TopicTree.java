package io.iotflow.ingest.mqtt.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.iotflow.domain.DeviceId;
import java.util.List;

/** The topics that there are, described. What is granted is decided by {@link io.iotflow.domain.DeviceTopic}. */
final class TopicTree {

    static final String ROOT = "iotflow/devices/{device_id}/";

    /** Who publishes. */
    enum Direction {
        @JsonProperty("device_to_platform")
        DEVICE_TO_PLATFORM,
        @JsonProperty("platform_to_device")
        PLATFORM_TO_DEVICE
    }

    /**
     * One topic.
     *
     * @param topic with names in braces where it varies
     */
    record Topic(String topic, Direction direction, String purpose) {

        private static Topic up(String path, String purpose) {
            return new Topic(ROOT + path, Direction.DEVICE_TO_PLATFORM, purpose);
        }

        private static Topic down(String path, String purpose) {
            return new Topic(ROOT + path, Direction.PLATFORM_TO_DEVICE, purpose);
        }

        private Topic of(DeviceId device) {
            return new Topic(topic.replace("{device_id}", device.toString()), direction, purpose);
        }
    }

    private static final List<Topic> TOPICS = List.of(
            Topic.up("telemetry", "a reading or an array of readings, JSON or CBOR"),
            Topic.up("telemetry/{kind}", "the same"),
            Topic.up("events/{name}", "an event, stored as fields event_{name}_{field}"),
            Topic.up("status/online", "the device says that it is there"),
            Topic.up("status/offline", "the device says goodbye; also fit for its will"),
            Topic.up("heartbeat", "keeps the device online without a reading"),
            Topic.up("commands/{command_id}/response", "what became of a command: status, result"),
            Topic.down("commands/{command_type}", "commands; subscribe to commands/#"),
            Topic.down("config", "the configuration, when it has changed"),
            Topic.down("errors", "why something that the device sent was refused"));

    private TopicTree() {}

    /** Of any device. */
    static List<Topic> topics() {
        return TOPICS;
    }

    /** Of one device. */
    static List<Topic> topics(DeviceId device) {
        return TOPICS.stream().map(topic -> topic.of(device)).toList();
    }
}
