package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.identity.ApiKey;
import io.iotflow.ingest.mqtt.AsyncApi;
import io.iotflow.ingest.mqtt.AsyncApi.Exchange;
import io.iotflow.ingest.mqtt.instruction.TestCommands;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The endpoint takes what the AsyncAPI document shows, and what it sends fits the document. */
class AsyncApiExchangesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunningEndpoint endpoint;
    private ApiKey key;

    @BeforeEach
    void start() throws Exception {
        endpoint = new RunningEndpoint();
        key = endpoint.directory.add(7, "pump");
        endpoint.registry.queue("c1");
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    static List<Exchange> received() throws IOException {
        return AsyncApi.read().exchanges().stream().filter(Exchange::isReceived).toList();
    }

    static List<Exchange> sent() throws IOException {
        return AsyncApi.read().exchanges().stream()
                .filter(exchange -> !exchange.isReceived())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("received")
    void takesEveryExampleAtEveryQualityOfService(Exchange exchange) throws IOException {
        assertThat(exchange.examples()).isNotEmpty();
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            int id = 0;
            for (JsonNode example : exchange.examples()) {
                for (int qos : AsyncApi.read().qos(exchange)) {
                    id++;
                    device.publish(id, MqttQoS.valueOf(qos), exchange.topic(), example.toString());
                    assertAcknowledged(device, id, qos);
                }
            }
        }
        assertThat(endpoint.refusals()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sent")
    void sendsWhatFitsTheDocument(Exchange exchange) throws IOException {
        AsyncApi document = AsyncApi.read();
        endpoint.registry.pending.clear();
        endpoint.registry.pending.add(TestCommands.read("{\"command_id\":\"c2\",\"command\":\"reboot\"}"));
        assertThat(exchange.examples())
                .isNotEmpty()
                .allSatisfy(
                        example -> assertThat(document.fits(exchange.message().path("payload"), example))
                                .isTrue());
        try (RawClient device = RawClient.version5(endpoint.port).login(7, key)) {
            device.subscribe(exchange.topic());
            // Not all are caused by a subscription.
            device.publish(9, MqttQoS.AT_MOST_ONCE, "iotflow/devices/7/telemetry", "nonsense");

            MqttMessage message = device.next();

            assertThat(message).isInstanceOf(MqttPublishMessage.class);
            MqttPublishMessage publication = (MqttPublishMessage) message;
            assertThat(publication.variableHeader().topicName()).isEqualTo(exchange.topic());
            assertThat(publication.fixedHeader().isRetain()).isFalse();
            assertThat(document.qos(exchange))
                    .contains(publication.fixedHeader().qosLevel().value());
            if (!exchange.name().equals("sendConfiguration")) {
                JsonNode payload = JSON.readTree(ByteBufUtil.getBytes(publication.payload()));
                assertThat(document.fits(exchange.message().path("payload"), payload))
                        .as(payload.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void seesAMemberThatTheDocumentDoesNotName() throws IOException {
        AsyncApi document = AsyncApi.read();
        Exchange refusals = sent().stream()
                .filter(exchange -> exchange.name().equals("sendRefusals"))
                .findFirst()
                .orElseThrow();
        JsonNode schema = refusals.message().path("payload");

        assertThat(document.fits(schema, JSON.readTree("{\"code\":\"a\",\"message\":\"b\"}")))
                .isFalse();
        assertThat(document.fits(
                        schema, JSON.readTree("{\"code\":1,\"message\":2,\"topic\":3,\"timestamp\":4,\"more\":5}")))
                .isFalse();
    }

    private static void assertAcknowledged(RawClient device, int id, int qos) throws IOException {
        switch (qos) {
            case 1 -> assertThat(device.nextReply()).isEqualTo("PUBACK " + id + " 0x0");
            case 2 -> {
                assertThat(device.nextReply()).isEqualTo("PUBREC " + id + " 0x0");
                device.reply(MqttMessageType.PUBREL, id);
                assertThat(device.nextReply()).isEqualTo("PUBCOMP " + id + " 0x0");
            }
            default -> {}
        }
    }
}
