package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What erasure takes, and what it leaves, over real HTTP in the real IoTDB. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class ErasureTest {

    private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");
    private static final String DAY = "start_time=2026-01-02T00:00:00Z&end_time=2026-01-02T23:59:59.999Z";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TelemetryWriter writer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);

    @TestHTTPResource
    URI service = URI.create("/");

    ErasureTest(TelemetryWriter writer) {
        this.writer = writer;
    }

    @Test
    void deletesExactlyTheInclusiveRange() throws Exception {
        write(one(999), one(1000), one(1500), one(2000), one(2001));

        HttpResponse<String> answer =
                send("DELETE", "/" + device + "?start_time=2026-01-02T00:00:01Z&stop_time=2026-01-02T00:00:02Z");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("points").asInt()).isEqualTo(3);
        assertThat(get("/" + device + "?" + DAY + "&order=asc").get("data").findValuesAsText("timestamp"))
                .containsExactly("2026-01-02T00:00:00.999Z", "2026-01-02T00:00:02.001Z");
    }

    @Test
    void deletesWhatTheBodyNames() throws Exception {
        write(one(999), one(1000), one(2000), one(2001));
        HttpResponse<String> answer =
                send("DELETE", "/" + device, "{\"start_time\":\"2026-01-02T00:00:01Z\",\"stop_time\":1767312002000}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("points").asInt()).isEqualTo(2);
        assertThat(get("/" + device + "?" + DAY + "&order=asc").get("data").findValuesAsText("timestamp"))
                .containsExactly("2026-01-02T00:00:00.999Z", "2026-01-02T00:00:02.001Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"start_time\":\"-1h\"}", "{\"start_time\":true,\"stop_time\":\"now\"}"})
    void deletesNothingWithoutASpan(String body) throws Exception {
        assertThat(send("DELETE", "/" + device, body).statusCode()).isEqualTo(400);
    }

    private Reading one(long millis) {
        return at(millis, Map.of("t", 1.0));
    }

    private Reading at(long millis, Map<String, Double> numbers) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        numbers.forEach((name, number) -> fields.put(name, new NumberValue(number)));
        return new Reading(new DeviceId(device), TIME.plusMillis(millis), fields, Map.of());
    }

    private void write(Reading... readings) {
        assertThat(writer.write(List.of(readings)).await().atMost(PATIENCE)).allMatch(Stored.class::isInstance);
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(text(path));
    }

    private String text(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return send(method, path, "");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/api/v1/telemetry" + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "admin test")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
