package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.ApiKey;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WebSocket, TLS, and certificates in the place of keys. */
class TransportsTest {

    private static final String TELEMETRY = "iotflow/devices/7/telemetry";

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static RunningEndpoint endpoint;
    private static RunningEndpoint overWebSocket;
    private static ApiKey key;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(folder, "authority");
        endpoint = new RunningEndpoint(
                "iotflow.mqtt.tls-port={port}",
                "iotflow.mqtt.tls-certificate=" + authority.issue("server"),
                "iotflow.mqtt.tls-key=" + authority.key("server"),
                "iotflow.mqtt.tls-trusted-ca=" + authority.certificate());
        key = endpoint.directory.add(7, "pump");
        endpoint.directory.add(8, "fan");
        endpoint.directory.setStatus(new DeviceId(8), "fan", DeviceStatus.INACTIVE);
        authority.issue("pump");
        authority.issue("8");
        overWebSocket = new RunningEndpoint("iotflow.mqtt.websocket-port={port}");
    }

    @AfterAll
    static void stop() throws Exception {
        endpoint.close();
        overWebSocket.close();
    }

    @Test
    void takesReadingsOverTls() throws Exception {
        try (RawClient device = overTls(TestAuthority.empty())) {
            device.login(7, key).publish(1, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
        }
    }

    @Test
    void letsADeviceInByItsCertificate() throws Exception {
        try (RawClient device = overTls(authority.load("pump"))) {
            assertThat(withoutKey(device)).isZero();

            device.publish(1, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
        }
    }

    @Test
    void holdsCertifiedDevicesToTheSameRules() throws Exception {
        try (RawClient inactive = overTls(authority.load("8"));
                RawClient nobody = overTls(TestAuthority.empty())) {
            assertThat(withoutKey(inactive)).isEqualTo(0x87);
            assertThat(withoutKey(nobody)).isEqualTo(0x86);
        }
    }

    @Test
    void turnsACertificateOfAStrangerAway() throws Exception {
        TestAuthority stranger = new TestAuthority(folder, "stranger");
        stranger.issue("7");
        KeyStore shown = stranger.load("7");

        assertThatThrownBy(() -> {
                    try (RawClient device = overTls(shown)) {
                        withoutKey(device);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void speaksMqttInWebSocketFramesThatCutPackets() throws Exception {
        ApiKey other = overWebSocket.directory.add(7, "pump");
        try (WebSocketStream socket = new WebSocketStream(overWebSocket.otherPort, "/mqtt");
                RawClient device = new RawClient(socket, true)) {
            assertThat(socket.subprotocol()).isEqualTo("mqtt");

            device.login(7, other).publish(1, MqttQoS.AT_LEAST_ONCE, TELEMETRY, "{\"a\":1}");

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
            assertThat(overWebSocket.store.stored).hasSize(1);
        }
    }

    @Test
    void hasNoWebSocketElsewhere() {
        assertThatThrownBy(() -> new WebSocketStream(overWebSocket.otherPort, "/other"))
                .hasRootCauseInstanceOf(IOException.class);
    }

    private static RawClient overTls(KeyStore shown) throws Exception {
        return new RawClient(
                authority.client(shown).getSocketFactory().createSocket("127.0.0.1", endpoint.otherPort), true);
    }

    private static int withoutKey(RawClient device) throws IOException {
        MqttConnAckMessage answer = device.connect(
                "",
                "",
                connect ->
                        connect.hasUser(false).hasPassword(false).username(null).password((byte[]) null));
        return answer.variableHeader().connectReturnCode().byteValue() & 0xFF;
    }
}
