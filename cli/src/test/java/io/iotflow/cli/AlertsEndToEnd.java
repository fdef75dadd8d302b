package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.cli.RunningStack.TestDevice;
import io.iotflow.local.stack.StackState.Part;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts on the running product, through every part from the reading to the webhook. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class AlertsEndToEnd {

    private static final String ALERTS = "/api/v1/admin/alerts";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a receiver was told, and what it answered. */
    private record Told(String path, int status, String timestamp, String signature, String body) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private RunningStack stack;
    private String[] operator = {};
    private HttpServer receiver;

    @BeforeAll
    void start(RunningStack shared) throws Exception {
        stack = shared;
        operator = new String[] {"Authorization", "Bearer " + stack.adminToken()};
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Integer status = answers.poll();
                told.add(new Told(
                        exchange.getRequestURI().getPath(),
                        status == null ? 200 : status,
                        exchange.getRequestHeaders().getFirst("X-IoTFlow-Timestamp"),
                        exchange.getRequestHeaders().getFirst("X-IoTFlow-Signature"),
                        body));
                exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            }
        });
        receiver.start();
    }

    @AfterAll
    void stop() {
        receiver.stop(0);
    }

    @Test
    void aReadingOpensAnAlertThatOutlivesACrashAndIsToldOnceSigned() throws Exception {
        TestDevice device = stack.register("too hot");
        answers.add(500);
        JsonNode rule = rule(
                "\"type\":\"threshold\",\"field\":\"temperature\",\"comparison\":\"above\",\"threshold\":80,\"for\":\"2s\","
                        + "\"device_id\":" + device.id() + ",\"webhook_url\":\"http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/hot\"");
        send(device, "{\"data\":{\"temperature\":91.5}}");
        JsonNode open = awaitAlert(rule, "open");
        assertThat(open.path("message").asText()).isEqualTo("temperature is 91.5, above 80");

        Part victim = stack.kill("admin-service");
        stack.awaitRestart(victim);
        send(device, "{\"data\":{\"temperature\":20}}");
        JsonNode closed = awaitAlert(rule, "closed");

        assertThat(closed.path("id")).isEqualTo(open.path("id"));
        await().atMost(PATIENCE)
                .until(() ->
                        told("/hot").stream().filter(one -> one.status() == 200).count() == 2);
        assertThat(told("/hot")).extracting(Told::status).startsWith(500);
        String secret = rule.path("webhook_secret").asText();
        for (Told one : told("/hot")) {
            assertThat(one.signature()).isEqualTo(signature(secret, one));
        }
        assertThat(alerts(rule)).hasSize(1);
    }

    @Test
    void aDeviceThatSaysNothingIsOfflineAndHasNoData() throws Exception {
        TestDevice silent = stack.register("silent");
        JsonNode offline = rule("\"type\":\"offline\",\"device_id\":" + silent.id());
        JsonNode noData = rule("\"type\":\"no_data\",\"window\":\"8s\",\"device_id\":" + silent.id());
        awaitAlert(offline, "open");
        awaitAlert(noData, "open");

        send(silent, "{\"data\":{\"a\":1}}");

        awaitAlert(offline, "closed");
        awaitAlert(noData, "closed");
    }

    @Test
    void aJumpIsSeenAndWhoDidWhatIsInTheAudit() throws Exception {
        TestDevice device = stack.register("jumping");
        send(device, "{\"data\":{\"level\":10}}");
        send(device, "{\"data\":{\"level\":25}}");
        JsonNode rule = rule(
                "\"type\":\"rate_of_change\",\"field\":\"level\",\"comparison\":\"above\",\"threshold\":10,\"window\":\"10m\","
                        + "\"device_id\":" + device.id());
        JsonNode alert = awaitAlert(rule, "open");
        assertThat(alert.path("message").asText()).isEqualTo("level changed by 15 within 10 min, above 10");

        Answer acknowledged = stack.post(ALERTS + "/" + alert.path("id").asLong() + "/acknowledge", "", operator);

        assertThat(acknowledged.body().path("acknowledged_by").asText()).isEqualTo("admin");
        JsonNode entry = stack.get(
                        "/api/v1/admin/audit?object_type=alert&object_id="
                                + alert.path("id").asLong(),
                        operator)
                .body()
                .at("/audit/0");
        assertThat(entry.path("action").asText()).isEqualTo("alert.acknowledge");
        assertThat(entry.at("/details/before/state").asText()).isEqualTo("open");
        assertThat(entry.at("/details/after/state").asText()).isEqualTo("acknowledged");
    }

    private JsonNode rule(String members) throws Exception {
        Answer answer = stack.post(
                ALERTS + "/rules", "{\"name\":\"rule " + System.nanoTime() + "\"," + members + "}", operator);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body();
    }

    private JsonNode awaitAlert(JsonNode rule, String state) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> alerts(rule).path(0).path("state").asText().equals(state));
        return alerts(rule).path(0);
    }

    private JsonNode alerts(JsonNode rule) throws Exception {
        return stack.get(ALERTS + "?rule_id=" + rule.path("id").asLong(), operator)
                .body()
                .path("alerts");
    }

    private void send(TestDevice device, String reading) throws Exception {
        assertThat(stack.post("/api/v1/devices/telemetry", reading, device.credential())
                        .status())
                .isEqualTo(201);
    }

    private List<Told> told(String path) {
        return told.stream().filter(one -> one.path().equals(path)).toList();
    }

    private static String signature(String secret, Told told) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal((told.timestamp() + "." + told.body()).getBytes(StandardCharsets.UTF_8));
        return "v1=" + HexFormat.of().formatHex(signed);
    }
}
