package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.ApiKey;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders.ConnectBuilder;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in, what the others are told, and how a session ends by itself. */
class LoginOverMqttTest {

    private static final DeviceId PUMP = new DeviceId(7);
    private static final Consumer<ConnectBuilder> AS_IS = _ -> {};

    private RunningEndpoint endpoint;
    private ApiKey key;

    @BeforeEach
    void start() throws Exception {
        endpoint = new RunningEndpoint("iotflow.mqtt.receive-maximum=4", "iotflow.mqtt.connect-timeout-seconds=1");
        key = endpoint.directory.add(7, "pump");
        endpoint.directory.add(8, "fan");
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void refusesAWrongKeyInBothVersions() throws Exception {
        endpoint.directory.revoke(key);

        assertThat(codes(AS_IS)).isEqualTo("4 86");
        assertThat(endpoint.refusals()).containsExactly("bad_credentials", "bad_credentials");
    }

    @Test
    void refusesTheKeyOfAnotherDevice() throws Exception {
        assertThat(codes(connect -> connect.username("8"))).isEqualTo("4 86");
    }

    @Test
    void refusesAClientWithoutCredentials() throws Exception {
        assertThat(codes(connect ->
                        connect.hasUser(false).hasPassword(false).username(null).password((byte[]) null)))
                .isEqualTo("4 86");
        assertThat(endpoint.directory.questions).hasValue(0);
    }

    @Test
    void refusesADeviceThatIsNotActive() throws Exception {
        endpoint.directory.setStatus(PUMP, "pump", DeviceStatus.MAINTENANCE);

        assertThat(codes(AS_IS)).isEqualTo("5 87");
    }

    @Test
    void asksToComeLaterWhenDevicesCannotBeRecognised() throws Exception {
        endpoint.directory.down = true;

        assertThat(codes(AS_IS)).isEqualTo("3 88");
        assertThat(endpoint.refusals()).isEmpty();
    }

    @Test
    void refusesAWillThatIsNotForTheOwnStatus() throws Exception {
        assertThat(codes(will("iotflow/devices/8/status/offline"))).isEqualTo("5 87");
        assertThat(codes(will("iotflow/devices/7/telemetry"))).isEqualTo("5 87");
    }

    @Test
    void takesClientIdsUpTo128Characters() throws Exception {
        assertThat(codes(connect -> connect.clientId("x".repeat(128)))).isEqualTo("0 0");
        assertThat(codes(connect -> connect.clientId("x".repeat(129)))).isEqualTo("2 85");
    }

    @Test
    void takesAnEmptyClientIdWithACleanSessionOnly() throws Exception {
        assertThat(version3(connect -> connect.clientId("").cleanSession(true))).isZero();
        assertThat(version3(connect -> connect.clientId("").cleanSession(false)))
                .isEqualTo(2);
    }

    @Test
    void assignsAnEmptyClientIdAndTellsItsTerms() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port)) {
            MqttConnAckMessage answer = device.connect(7, key, connect -> connect.clientId(""));

            MqttProperties terms = answer.variableHeader().properties();
            assertThat(text(terms, MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER)).isNotEmpty();
            assertThat(text(terms, MqttPropertyType.RECEIVE_MAXIMUM)).isEqualTo("4");
            assertThat(text(terms, MqttPropertyType.RETAIN_AVAILABLE)).isEqualTo("0");
            assertThat(text(terms, MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE))
                    .isEqualTo("0");
            assertThat(text(terms, MqttPropertyType.SESSION_EXPIRY_INTERVAL)).isEqualTo("0");
        }
    }

    @Test
    void endsASessionThatIsSilentForOneAndAHalfTimesItsKeepAlive() throws Exception {
        long start = System.nanoTime();
        try (RawClient device = RawClient.version5(endpoint.port)) {
            device.connect(7, key, connect -> connect.keepAlive(1));

            assertThat(device.nextReply()).isEqualTo("DISCONNECT 0x8d");

            assertThat(System.nanoTime() - start).isBetween(1_500_000_000L, 6_000_000_000L);
            await().until(() -> Boolean.FALSE.equals(endpoint.connectivity.online.get(PUMP)));
        }
    }

    @Test
    void answersPings() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            device.send(MqttMessage.PINGREQ);

            assertThat(device.nextReply()).isEqualTo("PINGRESP 0x0");
        }
    }

    @Test
    void closesAConnectionOnWhichNobodyConnects() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port)) {
            assertThat(device.isClosedByServer()).isTrue();
        }
    }

    @Test
    void saysOfflineForADeviceThatIsCutOff() throws Exception {
        cutOff("iotflow/devices/7/status/offline", "{\"status\":\"offline\"}");

        await().until(() -> Boolean.FALSE.equals(endpoint.connectivity.online.get(PUMP)));
    }

    @Test
    void countsADeviceAsHeardWhoseWillSaysOnline() throws Exception {
        cutOff("iotflow/devices/7/status", "{\"status\":\"online\"}");

        await().until(() -> endpoint.sessions.size() == 0);
        assertThat(endpoint.connectivity.online).containsEntry(PUMP, true);
    }

    @Test
    void voidsTheWillOfADeviceThatSaysGoodbye() throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port)) {
            device.connect(
                    7,
                    key,
                    connect -> connect.willFlag(true)
                            .willTopic("iotflow/devices/7/status")
                            .willMessage("online".getBytes()));

            device.send(MqttMessage.DISCONNECT);

            await().until(() -> Boolean.FALSE.equals(endpoint.connectivity.online.get(PUMP)));
        }
    }

    private void cutOff(String topic, String message) throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port)) {
            device.connect(
                    7, key, connect -> connect.willFlag(true).willTopic(topic).willMessage(message.getBytes()));
            assertThat(endpoint.sessions.size()).isEqualTo(1);
        }
    }

    private static Consumer<ConnectBuilder> will(String topic) {
        return connect -> connect.willFlag(true).willTopic(topic).willMessage("offline".getBytes());
    }

    /** What MQTT 3.1.1 and MQTT 5 clients are answered. */
    private String codes(Consumer<ConnectBuilder> more) throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port)) {
            int code = code(device.connect(7, key, more));
            return version3(more) + " " + Integer.toHexString(code);
        }
    }

    private int version3(Consumer<ConnectBuilder> more) throws Exception {
        try (RawClient device = RawClient.version3(endpoint.port)) {
            return code(device.connect(7, key, more));
        }
    }

    private static int code(MqttConnAckMessage answer) {
        return answer.variableHeader().connectReturnCode().byteValue() & 0xFF;
    }

    private static String text(MqttProperties properties, MqttPropertyType type) {
        return String.valueOf(properties.getProperty(type.value()).value());
    }
}
