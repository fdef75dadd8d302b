package io.iotflow.admin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.admin.alert.AdminClient.Answer;
import io.iotflow.admin.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Devices and values for tests of alerts, and what to wait for. */
@Singleton
class WatchedFleet {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AdminClient client = new AdminClient();
    private final Clock clock;
    private final Database database;

    WatchedFleet(Clock clock, Database database) {
        this.clock = clock;
        this.database = database;
    }

    AdminClient client() {
        return client;
    }

    /** Forgets what an earlier test has put. */
    void begin() throws IOException, InterruptedException {
        await().atMost(PATIENCE).until(() -> client.get("/rules").status() == 200);
        client.standIn("PUT", "/hook/answers", "[]");
    }

    static String newType() {
        return "boiler " + UUID.randomUUID();
    }

    static String threshold(String type, String further) {
        return "\"name\":\"%s\",\"type\":\"threshold\",\"field\":\"temperature\",\"comparison\":\"above\",\"threshold\":80,\"device_type\":\"%s\",%s"
                .formatted("rule " + UUID.randomUUID(), type, further);
    }

    long device(String type) {
        String sql = """
                insert into public.devices (name, device_type, created_at, updated_at)
                values ($1, $2, now(), now()) returning id""";
        return database.run(sql, Tuple.of("boiler " + UUID.randomUUID(), type))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong("id");
    }

    void sql(String statement, Tuple arguments) {
        database.run(statement, arguments).await().atMost(PATIENCE);
    }

    void values(String form, long... devices) throws Exception {
        client.standIn(
                "PUT", "/values", form.formatted(Arrays.stream(devices).boxed().toArray()));
    }

    /** Until a round of the rule has begun and ended. */
    void awaitRound(JsonNode rule) {
        String begun = clock.instant().toString();
        await().atMost(PATIENCE).until(() -> evaluatedAt(rule).compareTo(begun) > 0);
        String second = evaluatedAt(rule);
        await().atMost(PATIENCE).until(() -> evaluatedAt(rule).compareTo(second) > 0);
    }

    String evaluatedAt(JsonNode rule) {
        try {
            return client.get("/rules/" + rule.path("id").asLong())
                    .body()
                    .path("evaluated_at")
                    .asText();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }

    JsonNode awaitAlert(JsonNode rule, String state) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> client.alerts(rule).stream()
                        .findFirst()
                        .filter(alert -> alert.path("state").asText().equals(state))
                        .isPresent());
        return client.alerts(rule).getFirst();
    }

    List<String> because(JsonNode rule) throws Exception {
        return client.alerts(rule).stream()
                .flatMap(alert -> alert.findValuesAsText("closed_because").stream())
                .toList();
    }

    JsonNode step(String path) throws Exception {
        Answer answer = client.send(AdminClient.OPERATOR, "POST", path, "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }
}
