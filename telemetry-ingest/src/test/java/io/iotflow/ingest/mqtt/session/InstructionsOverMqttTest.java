package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes down to a device, and what it says to it. */
class InstructionsOverMqttTest {

    private static final String OWN = "iotflow/devices/7/";
    private static final DeviceId PUMP = new DeviceId(7);

    private RunningEndpoint endpoint;
    private ApiKey key;

    @BeforeEach
    void start() throws Exception {
        endpoint = new RunningEndpoint("iotflow.instructions.retry-every=100ms");
        key = endpoint.directory.add(7, "pump");
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void sendsACommandAgainAfterAReconnectWithoutItsAcknowledgement() throws Exception {
        endpoint.registry.queue("c1");
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            device.subscribe(OWN + "commands/#");
            assertThat(nextPayload(device)).contains("c1");
        }

        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            device.subscribe(OWN + "commands/control");
            assertThat(nextPayload(device)).contains("c1");
            device.reply(MqttMessageType.PUBACK, 1);
            await().untilAsserted(() -> assertThat(endpoint.registry.reports).containsExactly("c1 sent"));
        }
    }

    @Test
    void takesResponsesAndRefusesThoseThatMakeNoSense() throws Exception {
        endpoint.registry.queue("c1");
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.publish(1, MqttQoS.AT_LEAST_ONCE, OWN + "commands/c1/response", "{\"status\":\"completed\"}");
            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
            device.publish(2, MqttQoS.AT_LEAST_ONCE, OWN + "commands/c2/response", "{\"status\":\"failed\"}");
            assertThat(device.nextReply()).isEqualTo("PUBACK 2 0x83");
            device.publish(3, MqttQoS.AT_LEAST_ONCE, OWN + "commands/c1/response", "{\"status\":\"sent\"}");
            assertThat(device.nextReply()).isEqualTo("PUBACK 3 0x99");
        }
        assertThat(endpoint.registry.reports).containsExactly("c1 completed");
        assertThat(endpoint.refusals()).containsExactlyInAnyOrder("unknown_command", "malformed_response");
    }

    @Test
    void acknowledgesAResponseOnceTheRegistryHasIt() throws Exception {
        endpoint.registry.queue("c1");
        endpoint.registry.down = true;
        try (RawClient device = RawClient.version3(endpoint.port).login(7, key)) {
            device.publish(1, MqttQoS.AT_LEAST_ONCE, OWN + "commands/c1/response", "{\"status\":\"completed\"}");
            assertThat(device.hearsNothing()).isTrue();

            endpoint.registry.down = false;

            assertThat(device.nextReply()).isEqualTo("PUBACK 1 0x0");
        }
    }

    @Test
    void sendsTheConfigurationOnSubscribingAndOnEveryChange() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.subscribe(OWN + "config");
            assertThat(nextPayload(device)).isEqualTo("{\"version\":1}");
            endpoint.registry.version = 2;

            endpoint.instructions.configurationChanged(PUMP);

            assertThat(nextPayload(device)).isEqualTo("{\"version\":2}");
        }
    }

    @Test
    void neverSendsAnOlderConfigurationAfterANewerOne() throws Exception {
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            endpoint.registry.hold();
            device.subscribe(OWN + "config");
            await().until(() -> endpoint.registry.held() == 1);
            endpoint.registry.version = 2;
            endpoint.instructions.configurationChanged(PUMP);
            // What follows on the connection is handled behind the change.
            device.publish(5, MqttQoS.AT_LEAST_ONCE, OWN + "heartbeat", "");
            assertThat(device.nextReply()).isEqualTo("PUBACK 5 0x0");

            endpoint.registry.letGoBackwards();

            assertThat(nextPayload(device)).isEqualTo("{\"version\":1}");
            assertThat(nextPayload(device)).isEqualTo("{\"version\":2}");
        }
    }

    @Test
    void catchesUpWhenTheRegistryIsBack() throws Exception {
        endpoint.registry.queue("c1");
        endpoint.registry.down = true;
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.subscribe(OWN + "config", OWN + "commands/#");
            assertThat(device.hearsNothing()).isTrue();
            endpoint.registry.down = false;

            endpoint.instructions.tick();

            assertThat(nextPayload(device) + nextPayload(device)).contains("version", "c1");
        }
    }

    private static String nextPayload(RawClient device) throws IOException {
        return ((MqttPublishMessage) device.next()).payload().toString(StandardCharsets.UTF_8);
    }
}
