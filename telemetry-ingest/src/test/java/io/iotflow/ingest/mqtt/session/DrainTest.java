package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.identity.ApiKey;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service stops while devices are connected. */
class DrainTest {

    private static final int DEVICES = 10;

    @SuppressWarnings("NullAway.Init")
    private RunningEndpoint endpoint;

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void answersWhatIsUnderWayBeforeItSendsADeviceAway() throws Exception {
        endpoint = new RunningEndpoint("iotflow.mqtt.drain-for=100ms");
        ApiKey key = endpoint.directory.add(7, "pump");
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            endpoint.store.hold();
            device.publish(1, MqttQoS.AT_LEAST_ONCE, "iotflow/devices/7/telemetry", "{\"a\":1}");
            assertThat(device.hearsNothing()).isTrue();

            CompletableFuture<Void> drained = CompletableFuture.runAsync(endpoint::drain);
            assertThat(device.hearsNothing()).isTrue();
            endpoint.store.letGo();

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
            assertThat(device.nextReply()).isEqualTo("DISCONNECT 0x8b");
            drained.join();
            assertThat(endpoint.sessions.size()).isZero();
        }
    }

    @Test
    void letsNobodyInAnyMore() throws Exception {
        endpoint = new RunningEndpoint();
        ApiKey key = endpoint.directory.add(7, "pump");
        endpoint.drain();
        try (RawClient device = RawClient.version5(endpoint.port)) {
            MqttConnAckMessage answer = device.connect(7, key, _ -> {});

            assertThat(answer.variableHeader().connectReturnCode().byteValue() & 0xFF)
                    .isEqualTo(0x88);
        }
    }

    @Test
    void sendsDevicesToAnotherServerOneAfterTheOther() throws Exception {
        endpoint = new RunningEndpoint("iotflow.mqtt.drain-for=1s", "iotflow.mqtt.server-reference=other:1883");
        List<RawClient> devices = new ArrayList<>();
        for (int id = 1; id <= DEVICES; id++) {
            ApiKey key = endpoint.directory.add(id, "device-" + id);
            devices.add(RawClient.version5(endpoint.port).login(id, key));
        }
        long start = System.nanoTime();

        CompletableFuture<Void> drained = CompletableFuture.runAsync(endpoint::drain);

        for (RawClient device : devices) {
            assertThat(device.nextReply()).isEqualTo("DISCONNECT 0x9c");
            device.close();
        }
        drained.join();
        assertThat(System.nanoTime() - start).isGreaterThan(800_000_000L);
    }
}
