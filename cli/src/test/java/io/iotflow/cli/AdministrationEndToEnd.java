package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.cli.RunningStack.TestDevice;
import io.iotflow.local.home.PortName;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators do over the API, on the running product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class AdministrationEndToEnd {

    private static final String RETENTION = "/api/v1/admin/retention";

    private RunningStack stack;
    private String[] operator = {};

    @BeforeAll
    void useAnOperator(RunningStack shared) throws Exception {
        stack = shared;
        operator = new String[] {"Authorization", "Bearer " + stack.adminToken()};
    }

    @Test
    void aDryRunOfRetentionSaysWhatWouldGoAndChangesNothing() throws Exception {
        TestDevice device = stack.register("old readings");
        send(device, "2020-01-01T00:00:00Z");
        send(device, "2020-01-02T00:00:00Z");
        JsonNode before = stack.get(RETENTION, operator).body();

        Answer dry =
                stack.put(RETENTION + "?dry_run=true", "{\"devices\":{\"" + device.id() + "\":\"30d\"}}", operator);

        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.body().path("dry_run").asBoolean()).isTrue();
        assertThat(dry.body().at("/would_go/devices").asInt()).isEqualTo(1);
        assertThat(dry.body().at("/would_go/readings").asInt()).isEqualTo(2);
        assertThat(stack.get(RETENTION, operator).body()).isEqualTo(before);
    }

    @Test
    void aPolicyOfRetentionIsKeptAndAWrongOneIsRefusedWithItsReason() throws Exception {
        TestDevice device = stack.register("short memory");
        JsonNode before = stack.get(RETENTION, operator).body();
        String policy = "{\"default\":\"forever\",\"devices\":{\"" + device.id() + "\":\"90d\"}}";

        assertThat(stack.put(RETENTION, policy, operator).status()).isEqualTo(200);
        Answer wrong = stack.put(RETENTION, "{\"default\":\"soon\"}", operator);

        assertThat(stack.get(RETENTION, operator)
                        .body()
                        .at("/devices/" + device.id())
                        .asText())
                .isEqualTo("90d");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().at("/violations/0/field").asText()).isEqualTo("default");
        JsonNode entry = stack.get("/api/v1/admin/audit?object_type=retention", operator)
                .body()
                .at("/audit/0");
        assertThat(entry.path("actor").asText()).isEqualTo("admin");
        assertThat(entry.at("/details/before")).isNotEqualTo(entry.at("/details/after"));
        assertThat(entry.at("/details/after/devices/" + device.id()).asText()).isEqualTo("90d");
        assertThat(stack.put(
                                RETENTION,
                                "{\"default\":\"" + before.path("default").asText() + "\"}",
                                operator)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theFirstPageIsOneCallAndAViewerSeesNoFiguresOfIngest() throws Exception {
        // On a machine that has just started, readings are counted behind, and the first answer is without them.
        JsonNode page = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> stack.get("/api/v1/admin/dashboard", operator).body(),
                        answer -> answer.at("/telemetry_stats/last_24h").isNumber());
        String token = stack.post(
                        "/api/v1/admin/tokens",
                        "{\"name\":\"guest " + System.nanoTime() + "\",\"role\":\"viewer\"}",
                        operator)
                .body()
                .path("token")
                .asText();
        JsonNode guest = stack.get("/api/v1/admin/dashboard", "Authorization", "Bearer " + token)
                .body();

        assertThat(page.at("/device_stats/total").isNumber()).isTrue();
        assertThat(page.at("/telemetry_stats/counted_at").isTextual()).isTrue();
        assertThat(page.at("/ingest/readings/stored").isNumber()).isTrue();
        assertThat(page.at("/health/iotdb/healthy").asBoolean()).isTrue();
        assertThat(page.at("/alerts/unclosed").isNumber()).isTrue();
        assertThat(guest.has("ingest")).isFalse();
        assertThat(guest.has("device_stats")).isTrue();
    }

    @Test
    void theCacheOfPresencesIsCountedAndForgotten() throws Exception {
        TestDevice device = stack.register("remembered");
        send(device, "2026-01-01T00:00:00Z");
        String status = "/api/v1/admin/devices/" + device.id();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        stack.get(status, operator).body().path("is_online").asBoolean());
        JsonNode cache =
                stack.get("/api/v1/admin/cache/device-status", operator).body();

        Answer cleared = delete("/api/v1/admin/cache/devices/" + device.id());

        assertThat(cache.path("device_status_count").asInt()).isPositive();
        assertThat(cache.path("redis_memory_bytes").asLong()).isPositive();
        assertThat(cache.path("redis_version").asText()).isNotBlank();
        assertThat(cleared.body().path("cleared").asInt()).isEqualTo(1);
        assertThat(stack.get(status, operator).body().path("is_online").asBoolean())
                .isFalse();
    }

    @Test
    void anOperatorSetsAConfigurationWhichTheDeviceReadsAndTheAuditRemembers() throws Exception {
        TestDevice device = stack.register("configured");
        String path = "/api/v1/admin/devices/" + device.id() + "/configurations";
        stack.post(path, "{\"config_key\":\"interval\",\"config_value\":30}", operator);

        Answer set = stack.post(path, "{\"config_key\":\"interval\",\"config_value\":60}", operator);
        Answer wrong = stack.post(
                path, "{\"config_key\":\"interval\",\"config_value\":\"soon\",\"data_type\":\"integer\"}", operator);

        assertThat(set.status()).isEqualTo(200);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().at("/violations/0/field").asText()).isEqualTo("config_value");
        JsonNode read = stack.get(path, operator).body();
        assertThat(read.at("/configurations/interval/value").asInt()).isEqualTo(60);
        assertThat(read.path("version").asLong()).isEqualTo(2);
        assertThat(stack.get("/api/v1/devices/config", device.credential())
                        .body()
                        .at("/configuration/interval/value")
                        .asInt())
                .isEqualTo(60);
        JsonNode entry = newestInAudit(device);
        assertThat(entry.path("action").asText()).isEqualTo("device.configuration.set");
        assertThat(entry.path("actor").asText()).isEqualTo("admin");
        assertThat(entry.at("/details/before").asText()).isEqualTo("30");
        assertThat(entry.at("/details/after").asText()).isEqualTo("60");
        assertThat(stack.get("/api/v1/admin/devices/999999999/configurations", operator)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoErasesReadingsIsInTheAuditWithWhatWent() throws Exception {
        TestDevice device = stack.register("erased in part");
        send(device, "2026-01-01T00:00:00Z");
        send(device, "2026-01-02T00:00:00Z");

        Answer erased = delete(
                "/api/v1/telemetry/" + device.id() + "?start_time=2026-01-01T00:00:00Z&stop_time=2026-01-01T12:00:00Z");

        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
        JsonNode entry = newestInAudit(device);
        assertThat(entry.path("action").asText()).isEqualTo("telemetry.erase");
        assertThat(entry.path("actor").asText()).isEqualTo("admin");
        assertThat(entry.at("/details/before/start_time").asText()).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(entry.at("/details/before/points").asInt()).isEqualTo(1);
        assertThat(entry.at("/details/after/points").asInt()).isZero();
    }

    @Test
    void whoSendsAMessageIsInTheAuditWithoutItsContent() throws Exception {
        TestDevice device = stack.register("told");
        String topic = "iotflow/devices/" + device.id() + "/commands/blink";

        Answer sent = stack.post(
                "/api/v1/mqtt/publish", "{\"topic\":\"" + topic + "\",\"payload\":\"hush\",\"qos\":1}", operator);

        assertThat(sent.status()).as(sent.toString()).isEqualTo(200);
        JsonNode entry = newestInAudit(device);
        assertThat(entry.path("action").asText()).isEqualTo("device.publish");
        assertThat(entry.path("actor").asText()).isEqualTo("admin");
        assertThat(entry.at("/details/after/topic").asText()).isEqualTo(topic);
        assertThat(entry.at("/details/after/payload_bytes").asInt()).isEqualTo(4);
        assertThat(entry.toString()).doesNotContain("hush");
    }

    @Test
    void whatOperatorsDoInTheSimulatorIsInTheAudit() throws Exception {
        Answer made = stack.post("/api/v1/simulator/devices", "{\"name\":\"in the audit\",\"type\":\"pv\"}", operator);
        String id = made.body().path("id").asText();
        stack.post("/api/v1/simulator/devices/" + id + "/start", "", operator);
        delete("/api/v1/simulator/devices/" + id);

        List<String> actions = new ArrayList<>();
        stack.get("/api/v1/admin/audit?object_type=virtual_device&object_id=" + id, operator)
                .body()
                .path("audit")
                .forEach(entry -> actions.add(entry.path("actor").asText() + " "
                        + entry.path("action").asText() + " " + entry.at("/details/before/running") + " "
                        + entry.at("/details/after/name").asText()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(actions)
                .containsExactly(
                        "admin virtual-device.delete  ",
                        "admin virtual-device.start false ",
                        "admin virtual-device.create  in the audit");
    }

    private JsonNode newestInAudit(TestDevice device) throws Exception {
        return stack.get("/api/v1/admin/audit?object_type=device&object_id=" + device.id(), operator)
                .body()
                .at("/audit/0");
    }

    @Test
    void aDeviceGoesWithItsTelemetryWhenAsked() throws Exception {
        TestDevice device = stack.register("to be erased");
        send(device, "2026-01-01T00:00:00Z");

        Answer removed = delete("/api/v1/admin/devices/" + device.id() + "?telemetry=delete");

        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.body().path("telemetry_points").asInt()).isEqualTo(1);
        assertThat(stack.get("/api/v1/telemetry/" + device.id(), operator).status())
                .isEqualTo(404);
        assertThat(stack.post("/api/v1/devices/telemetry", "{\"a\":1}", device.credential())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aDeviceGoesNowhereWhenTheWishIsNotUnderstood() throws Exception {
        TestDevice device = stack.register("to stay");

        Answer refused = delete("/api/v1/admin/devices/" + device.id() + "?telemetry=maybe");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/violations/0/message").asText()).contains("keep or delete");
        assertThat(stack.get("/api/v1/admin/devices/" + device.id(), operator).status())
                .isEqualTo(200);
    }

    @Test
    void whatTheRegistryRefusesIsRefusedInTheSameWords() throws Exception {
        Answer unknown = stack.put("/api/v1/admin/devices/999999999/status", "{\"status\":\"active\"}", operator);
        TestDevice device = stack.register("status");
        Answer wrong =
                stack.put("/api/v1/admin/devices/" + device.id() + "/status", "{\"status\":\"asleep\"}", operator);

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().at("/violations/0/field").asText()).isEqualTo("status");
    }

    private void send(TestDevice device, String time) throws Exception {
        assertThat(stack.post(
                                "/api/v1/devices/telemetry",
                                "{\"data\":{\"a\":1},\"timestamp\":\"" + time + "\"}",
                                device.credential())
                        .status())
                .isEqualTo(201);
    }

    private Answer delete(String path) throws Exception {
        return new HttpCaller(HttpClient.newHttpClient(), stack.port(PortName.GATEWAY))
                .send("DELETE", path, "", operator);
    }
}
