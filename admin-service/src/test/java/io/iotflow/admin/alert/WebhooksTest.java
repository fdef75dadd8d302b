package io.iotflow.admin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks, told to a receiver on this machine. */
@QuarkusTest
@QuarkusTestResource(AlertsOnRealParts.class)
class WebhooksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WatchedFleet fleet;
    private final SteppedClock clock;
    private final String type = WatchedFleet.newType();

    WebhooksTest(WatchedFleet fleet, SteppedClock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    @BeforeEach
    void begin() throws Exception {
        fleet.begin();
    }

    @Test
    void tellsTheWebhookOncePerStateInOrderSignedAndAgainAfterAFailure() throws Exception {
        long device = fleet.device(type);
        fleet.values("{\"%d\":91.5}", device);
        fleet.client().standIn("PUT", "/hook/answers", "[500, 503]");
        String hook = "/" + UUID.randomUUID();
        JsonNode rule = ruleThatTells(hook);
        long alert = fleet.awaitAlert(rule, "open").path("id").asLong();
        fleet.values("{\"%d\":20}", device);
        fleet.awaitAlert(rule, "closed");

        awaitWhileTimePasses(() -> told(hook).size() == 4);
        awaitWhileTimePasses(() -> states(alert).equals(List.of("delivered", "delivered")));

        List<JsonNode> told = told(hook);
        assertThat(told).extracting(one -> one.path("status").asInt()).containsExactly(500, 503, 200, 200);
        assertThat(told).extracting(WebhooksTest::event).containsExactly("opened", "opened", "opened", "closed");
        String secret = rule.path("webhook_secret").asText();
        for (JsonNode one : told) {
            assertThat(one.path("signature").asText()).isEqualTo(signature(secret, one));
        }
    }

    @Test
    void theSecretIsShownOnce() throws Exception {
        JsonNode rule = ruleThatTells("/" + UUID.randomUUID());

        String path = "/rules/" + rule.path("id").asLong();

        assertThat(rule.path("webhook_secret").asText()).hasSize(64);
        assertThat(fleet.client().get(path).body().has("webhook_secret")).isFalse();
    }

    @Test
    void tellsNoHostOfAPrivateNetworkThatIsNotAllowed() throws Exception {
        long device = fleet.device(type);
        fleet.values("{\"%d\":91.5}", device);
        String url = fleet.client().standIn("/forbidden").toString().replace("127.0.0.1", "localhost");
        JsonNode rule = fleet.client().rule(WatchedFleet.threshold(type, "\"webhook_url\":\"" + url + "\""));
        long alert = fleet.awaitAlert(rule, "open").path("id").asLong();

        await().atMost(WatchedFleet.PATIENCE)
                .until(() -> fleet.client()
                        .get("/" + alert)
                        .body()
                        .at("/deliveries/0/last_answer")
                        .asText()
                        .equals("the host leads into a private network"));
        assertThat(told("/forbidden")).isEmpty();
    }

    private JsonNode ruleThatTells(String hook) throws Exception {
        String url = "\"webhook_url\":\"" + fleet.client().standIn(hook) + "\"";
        return fleet.client().rule(WatchedFleet.threshold(type, url));
    }

    /** Each look is half a minute later than the one before. */
    private void awaitWhileTimePasses(Callable<Boolean> condition) {
        await().atMost(WatchedFleet.PATIENCE).until(() -> {
            clock.step(Duration.ofSeconds(30));
            return condition.call();
        });
    }

    private List<String> states(long alert) throws Exception {
        return fleet.client().get("/" + alert).body().path("deliveries").findValuesAsText("state");
    }

    private static String event(JsonNode told) {
        try {
            return JSON.readTree(told.path("body").asText()).path("event").asText();
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<JsonNode> told(String path) throws Exception {
        List<JsonNode> told = new ArrayList<>();
        for (JsonNode one : fleet.client().standIn("GET", "/hook/told", "")) {
            if (one.path("path").asText().equals(path)) {
                told.add(one);
            }
        }
        return told;
    }

    private static String signature(String secret, JsonNode told) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed =
                told.path("timestamp").asText() + "." + told.path("body").asText();
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
