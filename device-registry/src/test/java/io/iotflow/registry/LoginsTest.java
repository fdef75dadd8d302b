package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static io.iotflow.registry.RegistryClient.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.registry.RegistryClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Logins by an identity provider, as admin-service tells them. */
@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class LoginsTest {

    private static final String LOGINS = "/internal/operator-logins";

    private final RegistryClient registry = new RegistryClient();
    private final String name = "oidc:" + RegistryClient.uniqueName();

    @Test
    void givesATokenWithTheRoleAndWritesDownWhoCame() throws Exception {
        Answer begun = begin("operator");
        String token = begun.body().path("token").asText();

        assertThat(begun.status()).isEqualTo(201);
        assertThat(token).matches("iotflow_[A-Za-z0-9]{40}");
        assertThat(registry.get("/internal/devices", bearer(token)).status()).isEqualTo(200);
        assertThat(registry.get("/internal/operator-tokens", bearer(token)).status())
                .isEqualTo(403);
        JsonNode entry = audit().getFirst();
        assertThat(entry.path("action").asText()).isEqualTo("operator.login");
        assertThat(entry.path("actor").asText()).isEqualTo(name);
        assertThat(entry.at("/details/role").asText()).isEqualTo("operator");
        assertThat(entry.at("/details/subject").asText()).isEqualTo("https://provider.test#" + name);
        assertThat(entry.toString()).doesNotContain(token);
    }

    @Test
    void endsALoginWithinASecondAndLeavesTheOthersOfTheSamePerson() throws Exception {
        String here = begin("viewer").body().path("token").asText();
        String there = begin("viewer").body().path("token").asText();

        Answer ended = registry.post(
                LOGINS + "/end",
                "",
                Stream.of(bearer(here), SERVICE).flatMap(Stream::of).toArray(String[]::new));

        assertThat(ended.status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(
                                registry.get("/internal/devices", bearer(here)).status())
                        .isEqualTo(401));
        assertThat(registry.get("/internal/devices", bearer(there)).status()).isEqualTo(200);
        assertThat(audit().getFirst().path("action").asText()).isEqualTo("operator.logout");
        assertThat(audit().getFirst().path("actor").asText()).isEqualTo(name);
    }

    @Test
    void endsNoNamedTokenThisWay() throws Exception {
        String body = "{\"name\":\"" + RegistryClient.uniqueName() + "\",\"role\":\"viewer\"}";
        String token = registry.post("/internal/operator-tokens", body, ADMIN)
                .body()
                .path("token")
                .asText();

        Answer ended = registry.post(
                LOGINS + "/end",
                "",
                Stream.of(bearer(token), SERVICE).flatMap(Stream::of).toArray(String[]::new));

        assertThat(ended.status()).isEqualTo(204);
        assertThat(registry.get("/internal/operator-tokens", ADMIN).body().toString())
                .contains(body.substring(9, 20));
        assertThat(registry.get("/internal/devices", bearer(token)).status()).isEqualTo(200);
    }

    @Test
    void keepsTheTwentyNewestOfAPerson() throws Exception {
        String first = begin("viewer").body().path("token").asText();
        String second = begin("viewer").body().path("token").asText();
        for (int further = 0; further < 19; further++) {
            begin("viewer");
        }

        assertThat(registry.get("/internal/devices", bearer(first)).status()).isEqualTo(401);
        assertThat(registry.get("/internal/devices", bearer(second)).status()).isEqualTo(200);
    }

    @Test
    void isForServicesAloneAndForNamesOfAProvider() throws Exception {
        String body = body("viewer");

        assertThat(registry.post(LOGINS, body, ADMIN).status()).isEqualTo(403);
        assertThat(registry.post(LOGINS, body.replace("oidc:", ""), SERVICE).status())
                .isEqualTo(400);
        assertThat(registry.post(LOGINS, body.replace("viewer", "owner"), SERVICE)
                        .status())
                .isEqualTo(400);
        assertThat(registry.post("/internal/operator-tokens", "{\"name\":\"oidc:x\",\"role\":\"viewer\"}", ADMIN)
                        .status())
                .isEqualTo(409);
    }

    private Answer begin(String role) throws Exception {
        return registry.post(LOGINS, body(role), SERVICE);
    }

    private String body(String role) {
        return "{\"name\":\"%s\",\"role\":\"%s\",\"subject\":\"https://provider.test#%s\",\"expires_in\":600}"
                .formatted(name, role, name);
    }

    /** What this person did, the newest first. */
    private List<JsonNode> audit() throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        registry.get("/internal/audit?object_type=operator_token&limit=100", ADMIN)
                .body()
                .path("audit")
                .forEach(entries::add);
        return entries.stream()
                .filter(entry -> entry.path("actor").asText().equals(name))
                .toList();
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
