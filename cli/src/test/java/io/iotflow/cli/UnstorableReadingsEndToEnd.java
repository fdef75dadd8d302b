package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.cli.RunningStack.TestDevice;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A batch of a thousand readings with ten that nothing can store: the others are stored, and each of the ten has a reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class UnstorableReadingsEndToEnd {

    private static final int READINGS = 1000;
    private static final int EVERY = 100;
    private static final int UNSTORABLE = READINGS / EVERY;
    private static final long FIRST = 1_760_000_000_000L;
    /** Each in turn: a time that is none, no field, a name that is too long. */
    private static final List<String> UNSTORABLE_FORMS = List.of(
            "{\"data\":{\"a\":1},\"timestamp\":\"yesterday\"}",
            "{\"data\":{}}",
            "{\"data\":{\"" + "n".repeat(65) + "\":1}}");

    private RunningStack stack;

    @BeforeAll
    void use(RunningStack shared) {
        stack = shared;
    }

    @Test
    void overHttpTheAnswerNamesThemAndTheLedgerListsThem() throws Exception {
        TestDevice device = stack.register("http batch");

        Answer answer = stack.post("/api/v1/telemetry/batch", batch(), device.credential());

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.body().path("stored").asInt()).isEqualTo(READINGS - UNSTORABLE);
        List<JsonNode> refused = elements(answer.body().path("rejected"));
        assertThat(refused).hasSize(UNSTORABLE);
        assertThat(refused).extracting(item -> item.path("index").asInt()).containsExactlyElementsOf(unstorable());
        assertThat(refused)
                .allSatisfy(item -> assertThat(item.path("reason").asText()).isNotBlank());
        assertThat(storedRows(device)).isEqualTo(READINGS - UNSTORABLE);
        awaitLedger(device, "http");
    }

    private static String batch() {
        StringBuilder batch = new StringBuilder("[");
        for (int index = 0; index < READINGS; index++) {
            String storable = "{\"data\":{\"a\":" + index + "},\"timestamp\":" + (FIRST + index) + "}";
            batch.append(index == 0 ? "" : ",").append(index % EVERY == 0 ? form(index / EVERY) : storable);
        }
        return batch.append("]").toString();
    }

    private static String form(int number) {
        return UNSTORABLE_FORMS.get(number % UNSTORABLE_FORMS.size());
    }

    private static List<Integer> unstorable() {
        return IntStream.range(0, UNSTORABLE)
                .map(number -> number * EVERY)
                .boxed()
                .toList();
    }

    private int storedRows(TestDevice device) throws Exception {
        String range = "/api/v1/telemetry/" + device.id() + "?limit=" + READINGS + "&start_time=" + FIRST + "&end_time="
                + (FIRST + READINGS);
        JsonNode rows = stack.get(range, device.credential()).body().path("data");
        Set<Integer> values = new TreeSet<>();
        elements(rows).forEach(row -> values.add(row.at("/data/a").asInt()));
        assertThat(values).doesNotContainAnyElementsOf(unstorable());
        return values.size();
    }

    private void awaitLedger(TestDevice device, String transport) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode ledger = stack.get(
                            "/api/v1/telemetry/rejects?device_id=" + device.id(),
                            "Authorization",
                            "admin " + stack.adminToken())
                    .body();
            assertThat(elements(ledger.path("rejects"))).hasSize(UNSTORABLE).allSatisfy(entry -> {
                assertThat(entry.path("transport").asText()).isEqualTo(transport);
                assertThat(entry.path("code").asText()).isNotBlank();
                assertThat(entry.path("message").asText()).isNotBlank();
            });
        });
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
