package io.iotflow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTopicTest {

    @Test
    void readsTheDeviceAndThePath() {
        assertThat(DeviceTopic.parse("iotflow/devices/42/telemetry/engine"))
                .contains(new DeviceTopic(new DeviceId(42), "telemetry/engine"));
    }

    @Test
    void writesWhatItReads() {
        assertThat(DeviceTopic.telemetry(new DeviceId(42))).hasToString("iotflow/devices/42/telemetry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "iotflow",
                "iotflow/devices/42",
                "iotflow/devices/42/",
                "iotflow/devices/x/telemetry",
                "iotflow/devices/+/telemetry",
                "iotflow/devices/042/telemetry",
                "$SYS/broker",
                "iotflow/devices/0/telemetry"
            })
    void readsNothingOutsideADevicesPrefix(String topic) {
        assertThat(DeviceTopic.parse(topic)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry",
                "telemetry/engine",
                "status",
                "status/online",
                "heartbeat",
                "events/door",
                "commands/17/response"
            })
    void aDeviceMayPublishTo(String path) {
        assertThat(new DeviceTopic(new DeviceId(1), path).isPublishable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config",
                "errors",
                "commands/control",
                "commands/17/18/response",
                "telemetry/#",
                "telemetry/+",
                "events",
                "telemetryx"
            })
    void aDeviceMayNotPublishTo(String path) {
        assertThat(new DeviceTopic(new DeviceId(1), path).isPublishable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands/#", "commands/control", "commands/+", "config", "errors"})
    void aDeviceMaySubscribeTo(String path) {
        assertThat(new DeviceTopic(new DeviceId(1), path).isSubscribable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "telemetry", "status/online", "+/control", "commands"})
    void aDeviceMayNotSubscribeTo(String path) {
        assertThat(new DeviceTopic(new DeviceId(1), path).isSubscribable()).isFalse();
    }
}
