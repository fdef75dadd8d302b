package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.registry.RegistryClient.Answer;
import io.iotflow.registry.RegistryClient.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class StatusTest {

    private static final String DEVICES = "/api/v1/devices";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RegistryClient registry = new RegistryClient();
    private TestDevice device = new TestDevice("", "", "");

    @BeforeEach
    void register() throws Exception {
        device = registry.register();
    }

    @Test
    void showsADeviceToItself() throws Exception {
        JsonNode answer = registry.get(DEVICES + "/status", device.credential()).body();

        assertThat(answer.path("status").asText()).isEqualTo("success");
        JsonNode own = answer.path("device");
        assertThat(own.properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "id",
                        "name",
                        "description",
                        "device_type",
                        "status",
                        "location",
                        "firmware_version",
                        "hardware_version",
                        "user_id",
                        "tags",
                        "groups",
                        "created_at",
                        "updated_at",
                        "last_seen",
                        "telemetry_count",
                        "is_online")
                .doesNotContain("api_key");
        assertThat(own.path("id").asText()).isEqualTo(device.id());
        assertThat(own.path("status").asText()).isEqualTo("active");
        assertThat(own.path("telemetry_count").asLong()).isZero();
        assertThat(own.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void isOnlineAfterAHeartbeatAndReadingChangesNothing() throws Exception {
        JsonNode before = registry.get(device.path("/status")).body();
        assertThat(before.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("id", "name", "device_type", "status", "is_online", "last_seen");
        assertThat(before.path("is_online").asBoolean()).isFalse();
        assertThat(before.path("last_seen").isNull()).isTrue();

        Answer heartbeat = registry.post(DEVICES + "/heartbeat", "", device.credential());

        assertThat(heartbeat.status()).isEqualTo(200);
        assertThat(heartbeat.body().path("message").asText()).isEqualTo("Heartbeat received");
        assertThat(heartbeat.body().path("device_id").asText()).isEqualTo(device.id());
        assertThat(heartbeat.body().path("status").asText()).isEqualTo("online");
        assertThat(heartbeat.body().path("timestamp").isTextual()).isTrue();
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode status = registry.get(device.path("/status")).body();
            assertThat(status.path("is_online").asBoolean()).isTrue();
            assertThat(status.path("last_seen").isTextual()).isTrue();
            assertThat(status.path("status").asText()).isEqualTo("active");
        });
        JsonNode first = registry.get(device.path("/status")).body();
        assertThat(registry.get(device.path("/status")).body()).isEqualTo(first);
    }

    @Test
    void limitsHeartbeatsAndSaysSo() throws Exception {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            answers.add(registry.post(DEVICES + "/heartbeat", "", device.credential()));
        }

        assertThat(answers.subList(0, 30)).extracting(Answer::status).containsOnly(200);
        for (String prefix : List.of("RateLimit-", "X-RateLimit-")) {
            assertThat(answers.getFirst().headers().firstValue(prefix + "Limit"))
                    .contains("30");
            assertThat(answers.getFirst().headers().firstValue(prefix + "Remaining"))
                    .contains("29");
            assertThat(answers.getFirst().headers().firstValue(prefix + "Reset"))
                    .isPresent();
        }
        Answer refused = answers.getLast();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body().path("limit").asInt()).isEqualTo(30);
        assertThat(refused.body().path("window").asInt()).isEqualTo(60);
        assertThat(refused.body().path("retry_after").asInt()).isBetween(1, 60);
        String other = registry.register().key();
        assertThat(registry.post(DEVICES + "/heartbeat", "", "X-API-Key", other).status())
                .isEqualTo(200);
    }

    @Test
    void listsAPageOfStatuses() throws Exception {
        Answer page = registry.get(DEVICES + "/statuses?limit=1&offset=0");

        assertThat(page.body().path("status").asText()).isEqualTo("success");
        assertThat(page.body().path("devices")).hasSize(1);
        assertThat(page.body().at("/devices/0").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("id", "name", "device_type", "status", "is_online");
        assertThat(page.body().at("/meta/total").asLong()).isPositive();
        assertThat(page.body().at("/meta/limit").asInt()).isEqualTo(1);
        assertThat(page.body().at("/meta/offset").asInt()).isZero();
        for (String wrong : List.of("limit=0", "limit=1001", "limit=x", "offset=-1", "offset=1.5")) {
            Answer refused = registry.get(DEVICES + "/statuses?" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.body().at("/violations/0/in").asText()).isEqualTo("query");
        }
    }

    @Test
    void opensNothingForARequestThatStaysOpen() throws Exception {
        registry.get(DEVICES + "/statuses?limit=1");
        int before = openFiles();

        for (int i = 0; i < 200; i++) {
            registry.get(device.path("/status"), "X-Forwarded-For", "203.0.113.9");
        }

        assertThat(openFiles()).isLessThan(before + 100);
    }

    private static int openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return Math.toIntExact(open.count());
        }
    }

    @Test
    void tellsADeviceHowItReachesMqttWithoutItsKey() throws Exception {
        JsonNode answer =
                registry.get(DEVICES + "/mqtt-credentials", device.credential()).body();

        assertThat(answer.path("host").isTextual()).isTrue();
        assertThat(answer.path("port").asInt()).isPositive();
        assertThat(answer.has("tls_port")).isTrue();
        assertThat(answer.has("websocket_port")).isTrue();
        assertThat(answer.path("client_id").asText()).isEqualTo("device_" + device.id());
        assertThat(answer.path("username").asText()).isEqualTo(device.id());
        assertThat(answer.at("/topics/publish/0").asText()).isEqualTo("iotflow/devices/" + device.id() + "/telemetry");
        assertThat(answer.at("/topics/subscribe").toString()).contains("/commands/#", "/config", "/errors");
        assertThat(answer.toString()).doesNotContain(device.key());
    }

    @Test
    void holdsTheBoundsOfADevicesOwnDescription() throws Exception {
        for (String wrong : List.of(
                "{\"location\":\"" + "x".repeat(201) + "\"}",
                "{\"firmware_version\":\"" + "x".repeat(51) + "\"}",
                "{\"hardware_version\":7}",
                "{\"status\":\"retired\"}")) {
            assertThat(registry.put(DEVICES + "/config", wrong, device.credential())
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        Answer changed = registry.put(
                DEVICES + "/config", "{\"firmware_version\":\"2.0\",\"name\":\"other\"}", device.credential());
        assertThat(changed.body().at("/device/firmware_version").asText()).isEqualTo("2.0");
        assertThat(changed.body().at("/device/name").asText()).isEqualTo(device.name());
    }

    @Test
    void takesNoMoreCommandsThanMayWait() throws Exception {
        String control = device.path("/control");
        for (int i = 0; i < RegistryOnRealParts.MOST_PENDING; i++) {
            assertThat(registry.post(control, "{\"command\":\"c\"}", ADMIN).status())
                    .isEqualTo(201);
        }

        Answer one = registry.post(control, "{\"command\":\"c\"}", ADMIN);

        assertThat(one.status()).isEqualTo(409);
        assertThat(one.body().path("title").asText()).isEqualTo("Too many commands");
        assertThat(registry.post(control, "{\"command\":\"" + "c".repeat(129) + "\"}", ADMIN)
                        .status())
                .isEqualTo(400);
        assertThat(registry.post(control, "{\"command\":\"c\",\"parameters\":[]}", ADMIN)
                        .status())
                .isEqualTo(400);
    }
}
