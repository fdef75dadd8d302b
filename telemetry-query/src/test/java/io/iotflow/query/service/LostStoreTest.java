package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sees when the store goes away. */
@QuarkusTest
@QuarkusTestResource(value = RealStoreOnALine.class, restrictToAnnotatedClass = true)
@Timeout(120)
class LostStoreTest {

    private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");
    private static final int ROWS = 40_000;
    private static final int CALL = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TelemetryWriter writer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DeviceId device = new DeviceId(ThreadLocalRandom.current().nextLong(1000, 1L << 40));

    @TestHTTPResource
    URI service = URI.create("/");

    LostStoreTest(TelemetryWriter writer) {
        this.writer = writer;
    }

    @AfterEach
    void mend() {
        RealStoreOnALine.line().mend();
        await().atMost(PATIENCE).until(() -> get("/" + device).statusCode() == 200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /latest",
        "GET, /aggregated?field=t",
        "GET, /aggregated?field=t&aggregation=median",
        "GET, /fields",
        "GET, /export",
        "GET, /export?format=csv",
        "GET, /aggregated?field=t&aggregation=sum&fill=null",
        "DELETE, ?start_time=-1h&stop_time=now",
    })
    void isNeverAnEmptyAnswer(String method, String path) throws Exception {
        RealStoreOnALine.line().cut();
        HttpResponse<String> answer = send(method, "/" + device + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("IoTDB may not be available");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/devices/telemetry", "/api/v1/telemetry/7", "/api/v1/telemetry/7/latest"})
    void isNeverAnEmptyAnswerToADevice(String path) throws Exception {
        RealStoreOnALine.line().cut();
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                .header("X-API-Key", EveryDevice.KEY_OF_SEVEN)
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&by=device", "&by=all", "&by=all&aggregation=median"})
    void isNeverAnEmptyAnswerForSeveral(String parameters) throws Exception {
        RealStoreOnALine.line().cut();
        HttpResponse<String> answer = get("/aggregated?field=t&device_ids=" + device + ",7" + parameters);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    }

    @Test
    void theStatusSaysThatTheStoreIsNotReached() throws Exception {
        RealStoreOnALine.line().cut();
        HttpResponse<String> answer = get("/status");
        assertThat(answer.body()).contains("\"status\":\"degraded\"", "\"store\":{\"reachable\":false}");
    }

    @Test
    void anExportThatBreaksOffDoesNotLookWhole() throws Exception {
        writeMany();
        HttpResponse<InputStream> answer = http.send(
                request("GET", "/" + device + "/export?format=ndjson"), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(CALL)).hasSize(CALL);
            RealStoreOnALine.line().cut();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    /** More than the buffers between us and the service take. */
    private void writeMany() {
        for (int first = 0; first < ROWS; first += CALL) {
            List<Reading> readings = new ArrayList<>();
            for (int i = first; i < first + CALL; i++) {
                readings.add(new Reading(
                        device, TIME.plusMillis(i), Map.of("text", new TextValue("x".repeat(500))), Map.of()));
            }
            assertThat(writer.write(readings).await().atMost(PATIENCE))
                    .allMatch(ReadingOutcome.Stored.class::isInstance);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return http.send(request(method, path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(service.resolve("/api/v1/telemetry" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "admin test")
                .build();
    }
}
