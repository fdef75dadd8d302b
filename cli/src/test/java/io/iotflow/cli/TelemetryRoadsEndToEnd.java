package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.cli.RunningStack.TestDevice;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plain request takes the short road, one with a preference the resource's; a client can't tell which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class TelemetryRoadsEndToEnd {

    /** Asks for nothing, and is no plain request. */
    private static final String[] PREFERENCE = {"Prefer", "wait=10"};

    private static final Set<String> OF_ONE_ANSWER = Set.of("x-request-id", "content-length", "date");

    private RunningStack stack;
    private TestDevice device;

    @BeforeAll
    void use(RunningStack shared) throws Exception {
        stack = shared;
        device = stack.register("roads");
        // A device is remembered from its first request on.
        assertThat(post("/api/v1/devices/telemetry", "{\"first\":1}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"a\":1,\"b\":\"x\"},\"timestamp\":1760000000000}",
                "{\"a\":1.5,\"timestamp\":\"2026-01-02T03:04:05Z\"}",
                "[{\"a\":1,\"timestamp\":1760000000001},{\"a\":2,\"timestamp\":1760000000002}]",
                "[{\"a\":1,\"timestamp\":1760000000003},{\"data\":{}},7]",
                "[]",
                "{}",
                "{\"data\":{}}",
                "{\"data\":{\"a\":1},\"timestamp\":\"yesterday\"}",
                "{\"a\":1,\"timestamp\":99999999999999}",
                "{\"a\":",
                "7",
                ""
            })
    void bothRoadsSayTheSame(String body) throws Exception {
        for (String path : List.of("/api/v1/devices/telemetry", "/api/v1/telemetry")) {
            Answer plain = post(path, body);
            Answer resource = post(path, body, PREFERENCE);

            assertThat(plain.status()).isEqualTo(resource.status());
            assertThat(withoutRequest(plain.body())).isEqualTo(withoutRequest(resource.body()));
            assertThat(headers(plain)).isEqualTo(headers(resource));
        }
    }

    @Test
    void whatThePlainOnesBroughtIsThereAndWhatWasRefusedIsInTheLedger() throws Exception {
        TestDevice own = stack.register("plain");
        for (int value = 1; value <= 3; value++) {
            String body = "{\"a\":" + value + ",\"timestamp\":" + (1_760_000_000_000L + value) + "}";
            assertThat(stack.post("/api/v1/telemetry", body, own.credential()).status())
                    .isEqualTo(201);
        }
        Answer refused = stack.post("/api/v1/telemetry", "{\"data\":{}}", own.credential());
        assertThat(refused.status()).isEqualTo(400);

        String range = "/api/v1/telemetry/" + own.id() + "?start_time=1760000000000&end_time=1760000000009&order=asc";
        JsonNode rows = stack.get(range, own.credential()).body().path("data");

        assertThat(rows).extracting(row -> row.at("/data/a").asInt()).containsExactly(1, 2, 3);
        String ledger = "/api/v1/telemetry/rejects?device_id=" + own.id();
        await().untilAsserted(() -> assertThat(stack.get(ledger, "Authorization", "admin " + stack.adminToken())
                        .body()
                        .findValuesAsText("transport"))
                .containsExactly("http"));
    }

    private Answer post(String path, String body, String... more) throws Exception {
        return stack.post(
                path,
                body,
                Stream.concat(Stream.of(device.credential()), Stream.of(more)).toArray(String[]::new));
    }

    private static JsonNode withoutRequest(JsonNode body) {
        return body instanceof ObjectNode object ? object.deepCopy().without("request_id") : body;
    }

    private static Set<String> headers(Answer answer) {
        Set<String> headers = new TreeSet<>();
        answer.headers()
                .map()
                .forEach((name, values) -> headers.add(OF_ONE_ANSWER.contains(name) ? name : name + ": " + values));
        return headers;
    }
}
