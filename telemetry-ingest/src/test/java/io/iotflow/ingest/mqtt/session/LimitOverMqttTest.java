package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three messages in a window. */
class LimitOverMqttTest {

    private static final String TELEMETRY = "iotflow/devices/7/telemetry";
    private static final String EVENT = "iotflow/devices/7/events/door";
    private static final String READING = "{\"a\":1}";
    private static final DeviceId PUMP = new DeviceId(7);

    @SuppressWarnings("NullAway.Init")
    private RunningEndpoint endpoint;

    @SuppressWarnings("NullAway.Init")
    private ApiKey key;

    private void start(String window) throws Exception {
        endpoint =
                new RunningEndpoint("iotflow.limits.telemetry.requests=3", "iotflow.limits.telemetry.window=" + window);
        key = endpoint.directory.add(7, "pump");
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void refusesANewClientAndNamesTheLimit() throws Exception {
        start("60s");
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            useUp(device);

            device.publish(4, MqttQoS.AT_LEAST_ONCE, TELEMETRY, READING);

            MqttMessage answer = device.next();
            MqttPubReplyMessageVariableHeader reply = (MqttPubReplyMessageVariableHeader) answer.variableHeader();
            assertThat(reply.reasonCode() & 0xFF).isEqualTo(0x97);
            assertThat(reply.properties()
                            .getProperty(MqttPropertyType.REASON_STRING.value())
                            .value())
                    .isEqualTo("The limit is 3 messages in 60 s.");
            device.publish(5, MqttQoS.EXACTLY_ONCE, EVENT, READING);
            assertThat(device.nextReply()).isEqualTo("PUBREC 5 0x97");
            device.publish(5, MqttQoS.AT_LEAST_ONCE, "iotflow/devices/7/heartbeat", "");
            assertThat(device.nextReply()).isEqualTo("PUBACK 5 0x0");
            assertThat(endpoint.store.stored).hasSize(3);
        }
    }

    @Test
    void listsTheExcessOnceInAWindowAndTellsItOnErrors() throws Exception {
        start("60s");
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.subscribe("iotflow/devices/7/errors");
            useUp(device);
            device.publish(4, MqttQoS.AT_LEAST_ONCE, TELEMETRY, READING);
            assertThat(device.next().fixedHeader().messageType()).isEqualTo(MqttMessageType.PUBLISH);
            assertThat(device.nextReply()).isEqualTo("PUBACK 4 0x97");

            device.publish(5, MqttQoS.AT_LEAST_ONCE, TELEMETRY, READING);

            assertThat(device.nextReply()).isEqualTo("PUBACK 5 0x97");
            assertThat(endpoint.refusals()).containsExactly("rate_limited");
        }
    }

    @Test
    void keepsAnOldClientWaitingUntilTheWindowEndsAndLosesNothing() throws Exception {
        start("1s");
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            for (int id = 1; id <= 7; id++) {
                device.publish(id, MqttQoS.AT_LEAST_ONCE, TELEMETRY, READING);
            }

            for (int id = 1; id <= 7; id++) {
                assertThat(device.nextReply()).isEqualTo("PUBACK " + id + " 0x0");
            }
            assertThat(endpoint.store.stored).hasSize(7);
            assertThat(endpoint.refusals()).containsOnly("rate_limited");
        }
    }

    @Test
    void acknowledgesNothingToAnOldClientThatIsOverItsLimit() throws Exception {
        start("60s");
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            useUp(device);

            device.publish(4, MqttQoS.AT_LEAST_ONCE, TELEMETRY, READING);

            assertThat(device.hearsNothing()).isTrue();
            assertThat(endpoint.store.stored).hasSize(3);
        }
    }

    @Test
    void dropsWhatCameWithoutAPromiseAndCountsIt() throws Exception {
        start("60s");
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            useUp(device);

            device.publish(0, MqttQoS.AT_MOST_ONCE, TELEMETRY, READING);

            await().until(() -> endpoint.figures
                            .get("iotflow.mqtt.messages.dropped")
                            .counter()
                            .count()
                    == 1);
            device.publish(4, MqttQoS.AT_LEAST_ONCE, "iotflow/devices/7/heartbeat", "");
            assertThat(device.nextReply()).isEqualTo("PUBACK 4 0x0");
        }
    }

    @Test
    void followsALimitThatChangesInALiveSession() throws Exception {
        start("60s");
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            useUp(device);
            endpoint.directory.setLimit(PUMP, "pump", 5);

            endpoint.changed(PUMP);

            device.publish(4, MqttQoS.AT_LEAST_ONCE, TELEMETRY, READING);
            assertThat(device.nextReply()).isEqualTo("PUBACK 4 0x0");
        }
    }

    private static void useUp(RawClient device) throws Exception {
        for (int id = 1; id <= 3; id++) {
            device.publish(id, MqttQoS.AT_LEAST_ONCE, TELEMETRY, READING);
            assertThat(device.nextReply()).isEqualTo("PUBACK " + id + " 0x0");
        }
    }
}
