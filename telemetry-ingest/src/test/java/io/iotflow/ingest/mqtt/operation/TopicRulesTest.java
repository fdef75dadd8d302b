package io.iotflow.ingest.mqtt.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.operation.TopicTree.Direction;
import io.iotflow.ingest.mqtt.operation.TopicTree.Topic;
import io.iotflow.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"iotflow/devices/7/telemetry", "iotflow/+/7/#", "iotflow/#", "iotflow//x", "iotflow/Ü 1"})
    void takesLegalTopicsBelowTheRoot(String topic) {
        assertThat(TopicRules.fault(topic)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "iotflow",
                "iotflow/",
                "/iotflow/x",
                "$SYS/x",
                "iotflow/a+",
                "iotflow/#/x",
                "iotflow/a#",
                "iotflow/\0",
                "iotflow/\ud800"
            })
    void saysWhatIsWrongWithOthers(String topic) {
        assertThat(TopicRules.fault(topic)).isPresent();
    }

    @Test
    void describesOnlyTopicsThatAreGranted() {
        for (Topic described : TopicTree.topics(new DeviceId(7))) {
            DeviceTopic topic =
                    DeviceTopic.parse(described.topic().replaceAll("[{}]", "x")).orElseThrow();

            boolean granted = described.direction() == Direction.DEVICE_TO_PLATFORM
                    ? topic.isPublishable()
                    : topic.isSubscribable();

            assertThat(granted).as(described.topic()).isTrue();
        }
    }

    @Test
    void readsWhatAnOperatorWantsSent() {
        PublishRequest request = read("{\"topic\":\"iotflow/devices/7/config\",\"payload\":{\"a\":1},\"qos\":1}");

        assertThat(request).isEqualTo(new PublishRequest(new DeviceTopic(new DeviceId(7), "config"), "{\"a\":1}", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"iotflow/devices/7/config\",\"payload\":\"x\",\"retain\":true}",
                "{\"topic\":\"iotflow/devices/7/config\",\"payload\":\"x\",\"retain\":\"no\"}",
                "{\"topic\":\"iotflow/devices/7/config\",\"payload\":\"x\",\"qos\":2}",
                "{\"topic\":\"iotflow/devices/7/config\",\"payload\":\"x\",\"qos\":0.5}",
                "{\"topic\":\"iotflow/devices/7/config\"}",
                "{\"topic\":\"iotflow/devices/7/commands/#\",\"payload\":\"x\"}",
                "{\"topic\":\"iotflow/devices/7/telemetry\",\"payload\":\"x\"}",
                "{\"topic\":\"other/devices/7/config\",\"payload\":\"x\"}",
                "{\"topic\":7,\"payload\":\"x\"}",
                "{\"payload\":\"x\"}",
                "[]",
                "",
                "nonsense"
            })
    void refusesWhatCanNotBeSent(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(ProblemException.class);
    }

    private static PublishRequest read(String body) {
        return PublishRequest.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
