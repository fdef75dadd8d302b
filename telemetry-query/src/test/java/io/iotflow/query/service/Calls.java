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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes into the real store, and asks the service over real HTTP, as an operator unless said otherwise. */
final class Calls {

    /** When the readings of the tests begin. */
    static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");

    /** The day that begins then. */
    static final String DAY = "start_time=2026-01-02T00:00:00Z&end_time=2026-01-02T23:59:59.999Z";

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI service;
    private final TelemetryWriter writer;
    private final HttpClient http = HttpClient.newHttpClient();

    Calls(URI service, TelemetryWriter writer) {
        this.service = service;
        this.writer = writer;
    }

    static Reading reading(long device, long millis, Map<String, Double> numbers) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        numbers.forEach((name, number) -> fields.put(name, new NumberValue(number)));
        return new Reading(new DeviceId(device), TIME.plusMillis(millis), fields, Map.of());
    }

    void write(List<Reading> readings) {
        assertThat(writer.write(readings).await().atMost(PATIENCE)).allMatch(Stored.class::isInstance);
    }

    void write(Reading... readings) {
        write(List.of(readings));
    }

    /** The document of a 200. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(text(path));
    }

    /** The text of a 200. */
    String text(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, "");
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(path, Map.of("Authorization", "admin test"))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A question for a path of the API of telemetry. */
    HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                service.resolve("/api/v1/telemetry" + path).normalize());
        headers.forEach(request::header);
        return request;
    }
}
