package io.iotflow.ingest.mqtt.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.AsyncApi;
import io.iotflow.ingest.mqtt.operation.TopicTree.Direction;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttUnsubAckReasonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document has the topics and the reason codes of the code, and no others. */
class AsyncApiTopicsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/iotflow/ingest/mqtt");
    private static final int FIRST_OF_VERSION_5 = 0x80;

    @Test
    void hasEveryTopicOnceAndNoOther() throws IOException {
        assertThat(AsyncApi.read().exchanges().stream()
                        .map(exchange -> exchange.isReceived() + " " + exchange.address()))
                .containsExactlyInAnyOrderElementsOf(TopicTree.topics().stream()
                        .map(topic -> (topic.direction() == Direction.DEVICE_TO_PLATFORM) + " " + topic.topic())
                        .toList());
    }

    @Test
    void aDeviceMayDoWhatTheDocumentSays() throws IOException {
        for (AsyncApi.Exchange exchange : AsyncApi.read().exchanges()) {
            DeviceTopic topic = DeviceTopic.parse(exchange.topic()).orElseThrow();

            assertThat(topic.isPublishable()).as(exchange.name()).isEqualTo(exchange.isReceived());
            assertThat(exchange.isReceived() || topic.isSubscribable())
                    .as(exchange.name())
                    .isTrue();
        }
    }

    @Test
    void hasEveryReasonCodeThatIsSent() throws IOException {
        var documented = AsyncApi.read().reasonCodes();
        Set<Integer> connect = named(
                "MqttConnectReturnCode",
                code -> MqttConnectReturnCode.valueOf(code).byteValue());

        assertThat(documented.get("CONNACK")).isEqualTo(only(connect, code -> code == 0 || code >= FIRST_OF_VERSION_5));
        assertThat(documented.get("CONNACK of MQTT 3.1.1")).isEqualTo(only(connect, code -> code < FIRST_OF_VERSION_5));
        // Nothing is acknowledged with 0x80: the connection is gone.
        assertThat(documented.get("PUBACK, PUBREC"))
                .isEqualTo(only(
                        named(
                                "MqttPubAckReasonCode",
                                code -> MqttPubAckReasonCode.valueOf(code).value()),
                        code -> code != 0x80));
        assertThat(documented.get("SUBACK"))
                .containsAll(named(
                        "MqttSubAckReasonCode",
                        code -> MqttSubAckReasonCode.valueOf(code).value()));
        assertThat(documented.get("UNSUBACK"))
                .isEqualTo(named(
                        "MqttUnsubAckReasonCode",
                        code -> MqttUnsubAckReasonCode.valueOf(code).value()));
        // 0x04 is what a client says.
        assertThat(documented.get("DISCONNECT"))
                .isEqualTo(only(
                        named(
                                "MqttDisconnectReasonCode",
                                code -> MqttDisconnectReasonCode.valueOf(code).value()),
                        code -> code != 0x04));
    }

    private static Set<Integer> only(Set<Integer> codes, IntPredicate wanted) {
        return codes.stream().filter(wanted::test).collect(Collectors.toSet());
    }

    /** The constants of a type that the sources name, as they are on the wire. */
    private static Set<Integer> named(String type, ToIntFunction<String> value) throws IOException {
        Pattern constant = Pattern.compile("\\b" + type + "\\.([A-Z][A-Z0-9_]+)");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<Integer> codes = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> constant.matcher(text(file)).results())
                    .map((MatchResult match) -> value.applyAsInt(match.group(1)) & 0xFF)
                    .collect(Collectors.toSet());
            assertThat(codes).as(type).isNotEmpty();
            return codes;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
