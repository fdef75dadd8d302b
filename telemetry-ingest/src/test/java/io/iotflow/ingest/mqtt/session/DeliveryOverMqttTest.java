package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.ApiKey;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets, a client that does what it is told, and fakes of our own ports. */
class DeliveryOverMqttTest {

    private static final String TELEMETRY = "iotflow/devices/7/telemetry";
    private static final DeviceId PUMP = new DeviceId(7);

    private RunningEndpoint endpoint;
    private ApiKey key;

    @BeforeEach
    void start() throws Exception {
        endpoint = new RunningEndpoint("iotflow.mqtt.receive-maximum=4", "iotflow.instructions.retry-every=100ms");
        key = endpoint.directory.add(7, "pump");
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void acknowledgesOnlyWhatTheStoreHas() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            endpoint.store.hold();
            device.publish(1, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");
            assertThat(device.hearsNothing()).isTrue();

            endpoint.store.letGo();

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
            assertThat(endpoint.store.stored).hasSize(1);
        }
    }

    @Test
    void acknowledgesNothingWhileTheStoreIsDownAndAllOfItLater() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            endpoint.store.goDown();
            for (int id = 1; id <= 3; id++) {
                device.publish(id, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");
            }
            assertThat(device.hearsNothing()).isTrue();

            endpoint.store.comeBack();

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
            assertThat(device.nextReply()).isEqualTo("PUBACK 2 0x0");
            assertThat(device.nextReply()).isEqualTo("PUBACK 3 0x0");
        }
    }

    @Test
    void takesAMessageAtQos2OnceThoughItComesTwice() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            device.publish(1, MqttQoS.EXACTLY_ONCE, TELEMETRY, "{\"a\":1}");
            assertThat(device.nextReply()).isEqualTo("PUBREC 1 0x0");

            device.publish(1, MqttQoS.EXACTLY_ONCE, TELEMETRY, "{\"a\":1}");

            assertThat(device.nextReply()).isEqualTo("PUBREC 1 0x0");
            device.reply(MqttMessageType.PUBREL, 1);
            assertThat(device.nextReply()).isEqualTo("PUBCOMP 1 0x0");
            assertThat(endpoint.store.stored).hasSize(1);
        }
    }

    @Test
    void readsAnOldClientNoFurtherThanTheBound() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            endpoint.store.hold();
            for (int id = 1; id <= 20; id++) {
                device.publish(id, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");
            }
            await().until(() -> endpoint.figures
                            .get("iotflow.mqtt.connections.pauses")
                            .counter()
                            .count()
                    == 1);
            assertThat(endpoint.figures
                            .get("iotflow.mqtt.messages.received")
                            .counter()
                            .count())
                    .isEqualTo(4);

            endpoint.store.letGo();

            for (int id = 1; id <= 20; id++) {
                assertThat(device.nextReply()).isEqualTo("PUBACK " + id + " 0x0");
            }
        }
    }

    @Test
    void sendsAwayANewClientThatExceedsItsReceiveMaximum() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            endpoint.store.hold();
            for (int id = 1; id <= 5; id++) {
                device.publish(id, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");
            }
            assertThat(device.nextReply()).isEqualTo("DISCONNECT 0x93");
        }
    }

    @Test
    void acknowledgesABadPayloadTellsItOnErrorsAndGoesOn() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.subscribe("iotflow/devices/7/errors");

            device.publish(1, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "nonsense");

            assertThat(device.next().fixedHeader().messageType()).isEqualTo(MqttMessageType.PUBLISH);
            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x99");
            assertThat(endpoint.refusals()).containsExactly("malformed_json");
            device.publish(2, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");
            assertThat(device.nextReply()).isEqualTo("PUBACK 2 0x0");
        }
    }

    @Test
    void closesALiveSessionWhenItsDeviceIsDeactivated() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            endpoint.directory.setStatus(PUMP, "pump", DeviceStatus.INACTIVE);

            endpoint.changed(PUMP);

            assertThat(device.nextReply()).isEqualTo("DISCONNECT 0x87");
        }
    }

    @Test
    void tellsTheOlderSessionThatANewerOneTookOver() throws Exception {
        try (RawClient older = RawClient.version5(endpoint.port).login(7, key);
                RawClient newer = RawClient.version5(endpoint.port).login(7, key)) {
            assertThat(older.nextReply()).isEqualTo("DISCONNECT 0x8e");
            newer.publish(1, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");
            assertThat(newer.nextReply()).isEqualTo("PUBACK 1 0x0");
            assertThat(endpoint.connectivity.online).containsEntry(PUMP, true);
        }
    }

    @Test
    void endsASessionThatIsContinuedInAnotherReplicaWithoutSayingOffline() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            endpoint.sessions.begunElsewhere(endpoint.connectivity.beginElsewhere(PUMP));

            assertThat(device.nextReply()).isEqualTo("DISCONNECT 0x8e");
            await().until(() -> endpoint.sessions.size() == 0);
            assertThat(endpoint.connectivity.online).containsEntry(PUMP, true);
        }
    }

    @Test
    void publishesAWaitingCommandOnceAndReportsItSent() throws Exception {
        endpoint.registry.queue("c1");
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            device.subscribe("iotflow/devices/7/commands/#");
            assertThat(device.next().fixedHeader().messageType()).isEqualTo(MqttMessageType.PUBLISH);
            endpoint.instructions.commandQueued(PUMP);
            assertThat(device.hearsNothing()).isTrue();

            device.reply(MqttMessageType.PUBACK, 1);

            await().untilAsserted(() -> assertThat(endpoint.registry.reports).containsExactly("c1 sent"));
        }
    }

    @Test
    void refusesAWrongKeyInAPayloadAndHidesIt() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.publish(1, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1,\"api_key\":\"secret\"}");

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x83");
            assertThat(endpoint.ledger().getFirst().excerpt()).doesNotContain("secret");
            device.publish(2, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1,\"api_key\":\"" + key.text() + "\"}");
            assertThat(device.nextReply()).isEqualTo("PUBACK 2 0x0");
        }
    }
}
