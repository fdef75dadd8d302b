package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.Reading;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A little of many devices, for the other services, over real HTTP from the real IoTDB. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class NewestTest {

    private final TelemetryWriter writer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @TestHTTPResource
    URI service = URI.create("/");

    NewestTest(TelemetryWriter writer) {
        this.writer = writer;
    }

    @BeforeEach
    void readingsOfTwoDevices() {
        new Calls(service, writer).write(reading(0, 60, 20), reading(0, 1, 26.5), reading(1, 30, 7));
    }

    @Test
    void givesTheNewestOfEachDeviceThatHasOne() throws Exception {
        JsonNode devices = ask("/newest", devices() + ",\"field\":\"t\"").path("devices");

        assertThat(devices.size()).isEqualTo(2);
        assertThat(devices.at("/" + device + "/value").asDouble()).isEqualTo(26.5);
        assertThat(devices.at("/" + device + "/timestamp").asText())
                .isEqualTo(now.minusSeconds(1).toString());
        assertThat(ask("/newest", devices()).path("devices")).isEqualTo(devices);
        assertThat(ask("/newest", devices() + ",\"field\":\"other\"").path("devices"))
                .isEmpty();
    }

    @Test
    void saysByHowMuchAFieldChanged() throws Exception {
        JsonNode devices =
                ask("/changes?seconds=120", devices() + ",\"field\":\"t\"").path("devices");

        assertThat(devices.path(Long.toString(device)).asDouble()).isEqualTo(6.5);
        assertThat(devices.path(Long.toString(device + 1)).asDouble()).isZero();
        assertThat(ask("/changes?seconds=10", devices() + ",\"field\":\"t\"").path("devices"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "/newest|{}|device_ids",
                "/newest|{\"device_ids\":[0]}|device_ids",
                "/newest|{\"device_ids\":[1],\"field\":\"\"}|field",
                "/changes?seconds=60|{\"device_ids\":[1]}|field",
                "/changes|{\"device_ids\":[1],\"field\":\"t\"}|seconds"
            })
    void saysWhatIsWrongWithAQuestion(String path, String body, String words) throws Exception {
        HttpResponse<String> answer = send(path, body, RealStore.SERVICE_SECRET);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void nobodyButTheServicesIsAnswered() throws Exception {
        assertThat(send("/newest", "{" + devices() + "}", "guessed").statusCode())
                .isEqualTo(403);
    }

    private String devices() {
        return "\"device_ids\":[" + device + "," + (device + 1) + "," + (device + 2) + "]";
    }

    private JsonNode ask(String path, String members) throws Exception {
        HttpResponse<String> answer = send(path, "{" + members + "}", RealStore.SERVICE_SECRET);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Calls.JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String path, String body, String secret) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/internal/telemetry/fleet" + path))
                .header("Content-Type", "application/json")
                .header("X-Service-Secret", secret)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private Reading reading(int offset, long secondsAgo, double value) {
        return new Reading(
                new DeviceId(device + offset),
                now.minusSeconds(secondsAgo),
                Map.of("t", new NumberValue(value)),
                Map.of());
    }
}
