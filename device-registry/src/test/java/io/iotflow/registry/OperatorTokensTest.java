package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.registry.RegistryClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class OperatorTokensTest {

    private static final String TOKENS = "/internal/operator-tokens";
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final RegistryClient registry = new RegistryClient();

    @Test
    void givesEachTokenTheRightsOfItsRole() throws Exception {
        String device = registry.register().id();

        String[] viewer = bearer(create("viewer").body());
        String[] operator = bearer(create("operator").body());
        String[] admin = bearer(create("admin").body());

        String status = "/internal/devices/" + device + "/status";
        assertThat(registry.get("/internal/devices", viewer).status()).isEqualTo(200);
        assertThat(registry.put(status, "{\"status\":\"inactive\"}", viewer).status())
                .isEqualTo(403);
        assertThat(registry.put(status, "{\"status\":\"inactive\"}", operator).status())
                .isEqualTo(200);
        assertThat(registry.get(TOKENS, operator).status()).isEqualTo(403);
        assertThat(registry.get(TOKENS, admin).status()).isEqualTo(200);
    }

    @Test
    void showsTheTokenOnceAndWritesDownWhoMadeIt() throws Exception {
        Answer created = create("viewer");
        JsonNode token = created.body();

        assertThat(created.status()).isEqualTo(201);
        assertThat(token.path("token").asText()).matches("iotflow_[A-Za-z0-9]{40}");
        assertThat(token.path("created_by").asText()).isEqualTo("admin");
        assertThat(token.path("expires_at").isNull()).isTrue();
        String list = registry.getText(TOKENS, ADMIN);
        assertThat(list).contains(token.path("name").asText());
        assertThat(list).doesNotContain(token.path("token").asText()).doesNotContain("sha");
        JsonNode audit = registry.get(
                        "/internal/audit?object_type=operator_token&object_id="
                                + token.path("id").asText(),
                        ADMIN)
                .body();
        assertThat(audit.path("audit").get(0).path("action").asText()).isEqualTo("operator-token.create");
        assertThat(audit.toString()).doesNotContain(token.path("token").asText());
    }

    @Test
    void endsARevokedTokenWithinASecond() throws Exception {
        JsonNode token = create("viewer").body();
        String[] viewer = bearer(token);
        assertThat(registry.get("/internal/devices", viewer).status()).isEqualTo(200);

        String path = TOKENS + "/" + token.path("id").asText();
        assertThat(registry.delete(path, ADMIN).status()).isEqualTo(204);

        await().atMost(ONE_SECOND)
                .untilAsserted(() -> assertThat(
                                registry.get("/internal/devices", viewer).status())
                        .isEqualTo(401));
        assertThat(registry.delete(path, ADMIN).status()).isEqualTo(404);
        assertThat(registry.delete(TOKENS + "/x", ADMIN).status()).isEqualTo(404);
    }

    @Test
    void endsATokenWhenItsTimeIsOver() throws Exception {
        String body = "{\"name\":\"" + RegistryClient.uniqueName() + "\",\"role\":\"viewer\",\"expires_in\":1}";

        JsonNode token = registry.post(TOKENS, body, ADMIN).body();

        assertThat(token.path("expires_at").isNull()).isFalse();
        assertThat(registry.get("/internal/devices", bearer(token)).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                registry.get("/internal/devices", bearer(token)).status())
                        .isEqualTo(401));
    }

    @Test
    void refusesWhatIsNoTokenAndNamesThatAreInUse() throws Exception {
        String name = create("viewer").body().path("name").asText();

        assertThat(registry.post(TOKENS, body(name, "admin"), ADMIN).status()).isEqualTo(409);
        assertThat(registry.post(TOKENS, body("admin", "admin"), ADMIN).status())
                .isEqualTo(409);
        assertThat(registry.post(TOKENS, body("device:1", "admin"), ADMIN).status())
                .isEqualTo(409);
        assertThat(registry.post(TOKENS, body("x", "owner"), ADMIN).status()).isEqualTo(400);
        assertThat(registry.post(TOKENS, "{}", ADMIN).body().path("violations")).hasSize(2);
        assertThat(registry.post(TOKENS, "{", ADMIN).status()).isEqualTo(400);
        assertThat(registry.post(TOKENS, "{}").status()).isEqualTo(401);
        assertThat(registry.get(TOKENS, "Authorization", "Bearer iotflow_" + "x".repeat(40))
                        .status())
                .isEqualTo(401);
    }

    private Answer create(String role) throws Exception {
        return registry.post(TOKENS, body(RegistryClient.uniqueName(), role), ADMIN);
    }

    private static String body(String name, String role) {
        return "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}";
    }

    private static String[] bearer(JsonNode token) {
        return new String[] {"Authorization", "Bearer " + token.path("token").asText()};
    }
}
