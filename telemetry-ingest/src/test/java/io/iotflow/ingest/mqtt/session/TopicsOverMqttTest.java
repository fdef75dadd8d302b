package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a device may publish and listen, what it may send, and what is refused for want of room. */
class TopicsOverMqttTest {

    private static final String OWN = "iotflow/devices/7/";
    private static final DeviceId PUMP = new DeviceId(7);
    private static final byte[] CBOR_READING = {(byte) 0xA1, 0x61, 0x61, 0x01};

    private RunningEndpoint endpoint;
    private ApiKey key;

    @BeforeEach
    void start() throws Exception {
        endpoint = new RunningEndpoint("iotflow.mqtt.most-held-bytes=3000");
        key = endpoint.directory.add(7, "pump");
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void grantsWhatIsItsOwnAndNothingElse() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            assertThat(device.subscribe(
                                    OWN + "commands/#",
                                    OWN + "config",
                                    OWN + "telemetry",
                                    "iotflow/devices/8/config",
                                    "iotflow/devices/+/config",
                                    "#",
                                    "$share/group/" + OWN + "config",
                                    OWN + "commands/#/x")
                            .payload()
                            .reasonCodes())
                    .containsExactly(1, 1, 0x87, 0x87, 0x87, 0x87, 0x9E, 0x8F);
            assertThat(endpoint.refusals()).hasSize(6).containsOnly("forbidden_subscription");
        }
    }

    @Test
    void tellsOldClientsOfEveryRefusalIn0x80() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            assertThat(device.subscribe(OWN + "config", "#", "iotflow/devices/8/config")
                            .payload()
                            .reasonCodes())
                    .containsExactly(1, 0x80, 0x80);
        }
    }

    @Test
    void sendsNothingMoreAfterUnsubscribing() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.subscribe(OWN + "errors");

            device.send(MqttMessageBuilders.unsubscribe()
                    .messageId(2)
                    .addTopicFilter(OWN + "errors")
                    .addTopicFilter(OWN + "config")
                    .build());

            assertThat(((MqttUnsubAckMessage) device.next()).payload().unsubscribeReasonCodes())
                    .containsExactly((short) 0, (short) 0x11);
            device.publish(3, MqttQoS.AT_LEAST_ONCE, OWN + "telemetry", "nonsense");
            assertThat(device.nextReply()).isEqualTo("PUBACK 3 0x99");
        }
    }

    @Test
    void refusesAForeignTopicToANewClientAndClosesAnOldOne() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.publish(1, MqttQoS.AT_LEAST_ONCE, "iotflow/devices/8/telemetry", "{\"a\":1}");
            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x87");
        }
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            device.publish(1, MqttQoS.AT_LEAST_ONCE, "iotflow/devices/8/telemetry", "{\"a\":1}");
            assertThat(device.isClosedByServer()).isTrue();
        }
        assertThat(endpoint.store.stored).isEmpty();
        assertThat(endpoint.refusals()).containsExactly("forbidden_topic", "forbidden_topic");
    }

    @Test
    void readsCbor() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.publish(1, MqttQoS.AT_LEAST_ONCE, OWN + "telemetry", CBOR_READING, "application/cbor");

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
            assertThat(endpoint.store.stored.getFirst().fields()).hasSize(1);
        }
    }

    @Test
    void ignoresTheRetainedFlag() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            device.send(MqttMessageBuilders.publish()
                    .topicName(OWN + "status/offline")
                    .retained(true)
                    .qos(MqttQoS.AT_LEAST_ONCE)
                    .messageId(1)
                    .payload(Unpooled.EMPTY_BUFFER)
                    .build());

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
            await().until(() -> Boolean.FALSE.equals(endpoint.connectivity.online.get(PUMP)));
        }
    }

    @Test
    void refusesANewClientAndDropsQos0WhenNoMoreMayBeHeld() throws Exception {
        ApiKey other = endpoint.directory.add(8, "fan");
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key);
                RawClient fan = RawClient.version5(endpoint.port).login(8, other)) {
            endpoint.store.hold();
            for (int id = 1; id <= 3; id++) {
                device.publish(id, MqttQoS.AT_LEAST_ONCE, OWN + "telemetry", "{\"a\":1}");
            }
            await().until(() -> endpoint.figures
                            .get("iotflow.mqtt.connections.pauses")
                            .counter()
                            .count()
                    == 1);

            fan.publish(0, MqttQoS.AT_MOST_ONCE, "iotflow/devices/8/telemetry", "{\"a\":1}");
            fan.publish(1, MqttQoS.AT_LEAST_ONCE, "iotflow/devices/8/telemetry", "{\"a\":1}");

            assertThat(fan.nextReply()).isEqualTo("PUBACK 1 0x97");
            assertThat(endpoint.figures
                            .get("iotflow.mqtt.messages.dropped")
                            .counter()
                            .count())
                    .isEqualTo(1);
            endpoint.store.letGo();
            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
        }
    }
}
