package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static io.iotflow.registry.RegistryClient.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.registry.RegistryClient.Answer;
import io.iotflow.registry.RegistryClient.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class CommandsTest {

    private static final String RESTART = "{\"command\":\"restart\",\"parameters\":{\"delay\":1.50}}";

    private final RegistryClient registry = new RegistryClient();
    private TestDevice device = new TestDevice("", "", "");

    @BeforeEach
    void registerADevice() throws Exception {
        device = registry.register();
    }

    @Test
    void keepsACommandUntilTheDeviceFetchesItAndSaysWhatBecameOfIt() throws Exception {
        Answer given = registry.post(device.path("/control"), RESTART, ADMIN);
        assertThat(given.status()).isEqualTo(201);
        assertThat(given.body().path("status").asText()).isEqualTo("pending");
        assertThat(given.body().path("parameters").path("delay").asDouble()).isEqualTo(1.5);
        assertThat(given.body().properties())
                .extracting(Map.Entry::getKey)
                .contains("device_id", "command", "created_at", "expires_at", "result");
        String id = given.body().path("command_id").asText();

        Answer pending = registry.get(device.path("/control/pending"), device.credential());
        assertThat(pending.body()).hasSize(1);
        assertThat(pending.body().get(0).path("command_id").asText()).isEqualTo(id);

        assertThat(report(id, "acknowledged").status()).isEqualTo(200);
        assertThat(report(id, "acknowledged").status()).isEqualTo(200);
        assertThat(registry.get(device.path("/control/pending"), device.credential())
                        .body())
                .isEmpty();
        assertThat(report(id, "completed").status()).isEqualTo(200);
        assertThat(report(id, "failed").status()).isEqualTo(409);
        assertThat(report(id, "acknowledged").status()).isEqualTo(409);

        JsonNode command = history("").path("commands").get(0);
        assertThat(command.path("status").asText()).isEqualTo("completed");
        assertThat(command.path("result").path("code").asInt()).isEqualTo(7);
    }

    @Test
    void letsTheSessionServiceFetchAndConfirm() throws Exception {
        String id = give(RESTART);
        String internal = "/internal/devices/" + device.id() + "/commands";

        Answer pending = registry.get(internal + "/pending", SERVICE);
        assertThat(pending.body().path("commands").get(0).path("command_id").asText())
                .isEqualTo(id);
        assertThat(pending.body().path("commands").get(0).path("command_type").asText())
                .isEqualTo("control");

        String status = internal + "/" + id + "/status";
        assertThat(registry.post(status, "{\"status\":\"sent\"}", SERVICE).status())
                .isEqualTo(204);
        assertThat(registry.post(status, "{\"status\":\"sent\"}", SERVICE).status())
                .isEqualTo(204);
        assertThat(registry.get(internal + "/pending", SERVICE).body().path("commands"))
                .isEmpty();
        assertThat(registry.post(status, "{\"status\":\"completed\"}", SERVICE).status())
                .isEqualTo(204);
        assertThat(registry.post(status, "{\"status\":\"sent\"}", SERVICE).status())
                .isEqualTo(409);
        assertThat(registry.post(status, "{\"status\":\"expired\"}", SERVICE).status())
                .isEqualTo(400);
    }

    @Test
    void refusesWhoDoesNotKnowTheSecretOfTheServices() throws Exception {
        String pending = "/internal/devices/" + device.id() + "/commands/pending";

        assertThat(registry.get(pending).status()).isEqualTo(403);
        assertThat(registry.get(pending, "X-Service-Secret", "wrong").status()).isEqualTo(403);
        assertThat(registry.get(pending, ADMIN).status()).isEqualTo(403);
    }

    @Test
    void saysThatThereIsNoSuchCommandOrDevice() throws Exception {
        String unknown = "/00000000-0000-4000-8000-000000000000/status";

        assertThat(report("00000000-0000-4000-8000-000000000000", "completed").status())
                .isEqualTo(404);
        assertThat(report("x", "completed").status()).isEqualTo(404);
        assertThat(registry.post(
                                "/internal/devices/" + device.id() + "/commands" + unknown,
                                "{\"status\":\"sent\"}",
                                SERVICE)
                        .status())
                .isEqualTo(404);
        assertThat(registry.post("/api/v1/devices/999999999/control", RESTART, ADMIN)
                        .status())
                .isEqualTo(404);
        assertThat(registry.get("/api/v1/devices/x/control", ADMIN).status()).isEqualTo(404);
        assertThat(registry.get("/internal/devices/999999999/commands/pending", SERVICE)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void neverHandsOutACommandThatHasExpired() throws Exception {
        String id = give("{\"command\":\"late\",\"expires_in\":1}");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(history("")
                                .path("commands")
                                .get(0)
                                .path("status")
                                .asText())
                        .isEqualTo("expired"));

        assertThat(registry.get(device.path("/control/pending"), device.credential())
                        .body())
                .isEmpty();
        assertThat(report(id, "completed").status()).isEqualTo(409);
    }

    @Test
    void wakesADeviceThatWaits() throws Exception {
        CompletableFuture<Answer> waiting =
                registry.sendAsync("GET", device.path("/control/pending?wait=30"), "", device.credential());
        assertThat(waiting.isDone()).isFalse();

        String id = give(RESTART);

        Answer answer = waiting.get(4, TimeUnit.SECONDS);
        assertThat(answer.body()).hasSize(1);
        assertThat(answer.body().get(0).path("command_id").asText()).isEqualTo(id);
        Answer nothing = registry.get(registry.register().path("/control/pending?wait=1"), device.credential());
        assertThat(nothing.status()).isEqualTo(403);
    }

    @Test
    void letsOneOfTwoMovesWin() throws Exception {
        String id = give(RESTART);
        List<CompletableFuture<Answer>> moves = new ArrayList<>();
        for (String status : List.of("completed", "failed")) {
            moves.add(registry.sendAsync(
                    "POST",
                    device.path("/control/" + id + "/status"),
                    "{\"status\":\"" + status + "\"}",
                    device.credential()));
        }

        List<Integer> statuses =
                moves.stream().map(move -> move.join().status()).sorted().toList();

        assertThat(statuses).containsExactly(200, 409);
    }

    @Test
    void pagesThroughTheHistoryWithoutGapOrRepetition() throws Exception {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            given.addFirst(give("{\"command\":\"c" + i + "\"}"));
        }
        List<String> read = new ArrayList<>();
        JsonNode page = history("?limit=2");
        page.path("commands")
                .forEach(command -> read.add(command.path("command_id").asText()));
        while (page.path("has_more").asBoolean()) {
            page = history("?limit=2&cursor=" + page.path("next_cursor").asText());
            page.path("commands")
                    .forEach(command -> read.add(command.path("command_id").asText()));
        }

        assertThat(read).isEqualTo(given);
        assertThat(registry.get(device.path("/control?cursor=x"), ADMIN).status())
                .isEqualTo(400);
        assertThat(registry.get(device.path("/control?limit=0"), ADMIN).status())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatIsNoCommandAndWhoMayNot() throws Exception {
        assertThat(registry.post(device.path("/control"), "{}", ADMIN).status()).isEqualTo(400);
        assertThat(registry.post(device.path("/control"), "{", ADMIN).status()).isEqualTo(400);
        assertThat(registry.post(device.path("/control"), "{\"command\":\"c\",\"command_type\":\"x\"}", ADMIN)
                        .status())
                .isEqualTo(400);
        assertThat(registry.post(device.path("/control"), "{\"command\":\"c\",\"expires_in\":0}", ADMIN)
                        .status())
                .isEqualTo(400);
        assertThat(registry.post(device.path("/control"), RESTART).status()).isEqualTo(401);
        assertThat(registry.post(device.path("/control"), RESTART, device.credential())
                        .status())
                .isEqualTo(403);
        assertThat(registry.post(
                                device.path("/control"),
                                "x",
                                "Authorization",
                                "admin abc",
                                "Content-Type",
                                "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(registry.put("/api/v1/devices/heartbeat", "{}", ADMIN).status())
                .isEqualTo(405);
        assertThat(registry.get(device.path("/control/pending?wait=61"), device.credential())
                        .status())
                .isEqualTo(400);
    }

    private String give(String command) throws Exception {
        return registry.post(device.path("/control"), command, ADMIN)
                .body()
                .path("command_id")
                .asText();
    }

    private Answer report(String commandId, String status) throws Exception {
        String body = "{\"status\":\"" + status + "\",\"result\":{\"code\":7}}";
        return registry.post(device.path("/control/" + commandId + "/status"), body, device.credential());
    }

    private JsonNode history(String query) throws Exception {
        return registry.get(device.path("/control" + query), ADMIN).body();
    }
}
