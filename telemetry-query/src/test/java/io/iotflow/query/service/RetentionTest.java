package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retention over real HTTP, on the real IoTDB, which takes two rules for devices from this service. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class RetentionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TelemetryWriter writer;
    private final KnownFleet fleet;
    private final HttpClient http = HttpClient.newHttpClient();
    private final long first = ThreadLocalRandom.current().nextLong(1000, 1L << 40);
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @TestHTTPResource
    URI service = URI.create("/");

    RetentionTest(TelemetryWriter writer, KnownFleet fleet) {
        this.writer = writer;
        this.fleet = fleet;
    }

    @BeforeEach
    void readingsOfFourDevices() {
        fleet.forget();
        DeviceId[] devices = new DeviceId[4];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = new DeviceId(first + i);
            write(devices[i], Duration.ofDays(20));
            write(devices[i], Duration.ofDays(2));
            write(devices[i], Duration.ofMinutes(1));
        }
        fleet.type("short-lived", devices);
    }

    @AfterEach
    void keepAll() throws Exception {
        put("", "{}");
        fleet.type("short-lived");
        await().atMost(PATIENCE)
                .until(() -> policy().at("/store/device_rules").asInt() == 0
                        && policy().at("/store/keeps_all_seconds").isNull());
    }

    @Test
    void aDryRunSaysHowMuchWouldGoAndTakesNothing() throws Exception {
        JsonNode answer = put("?dry_run=true", types("10d"));
        assertThat(answer.at("/would_go/readings").asInt()).isEqualTo(4);
        assertThat(answer.at("/would_go/devices").asInt()).isEqualTo(4);
        assertThat(answer.at("/would_go/devices_looked_at").asInt()).isEqualTo(4);
        assertThat(policy().get("device_types")).isEmpty();
        assertThat(count(first)).isEqualTo(3);
    }

    @Test
    void whatIsTooOldGoesOfEveryDeviceOfTheTypeAndOfNoOther() throws Exception {
        DeviceId other = new DeviceId(first + 9);
        write(other, Duration.ofDays(20));

        put("", types("1d"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            for (long device = first; device < first + 4; device++) {
                assertThat(count(device)).isEqualTo(1);
            }
        });
        assertThat(policy().at("/store/device_rules").asInt()).isEqualTo(2);
        assertThat(count(other.value())).isEqualTo(1);
    }

    @Test
    void aDeviceMayBeKeptLongerThanAllOthers() throws Exception {
        put("", "{\"default\":\"10d\",\"devices\":{\"" + first + "\":\"365d\"}}");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(count(first + 1)).isEqualTo(2);
            assertThat(count(first + 3)).isEqualTo(2);
        });
        assertThat(count(first)).isEqualTo(3);
        assertThat(policy().at("/store/keeps_all_seconds").asLong())
                .isEqualTo(Duration.ofDays(365).toSeconds());
    }

    @Test
    void oneTimeForAllIsOneRule() throws Exception {
        JsonNode answer = put("", "{\"default\":\"10d\"}");
        assertThat(answer.get("default").asText()).isEqualTo("10d");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(first)).isEqualTo(2));
        assertThat(policy().at("/store/device_rules").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"default\":5}",
                "{\"default\":\"soon\"}",
                "{\"default\":\"1m\"}",
                "{\"device_types\":{\"a\":\"1y\"}}",
                "{\"devices\":{\"x\":\"1d\"}}",
                "{\"devices\":{\"404\":\"1d\"}}"
            })
    void refusesWhatIsNoPolicy(String body) throws Exception {
        assertThat(send("PUT", "", body).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyOperatorsMayAsk() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/internal/telemetry/retention"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    private static String types(String kept) {
        return "{\"device_types\":{\"short-lived\":\"" + kept + "\"}}";
    }

    private long count(long device) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        service.resolve("/api/v1/telemetry/" + device + "?start_time=-100d"))
                .header("Authorization", "admin test")
                .build();
        return JSON.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .get("count")
                .asLong();
    }

    private JsonNode policy() throws Exception {
        return JSON.readTree(send("GET", "", "").body());
    }

    private JsonNode put(String parameters, String body) throws Exception {
        HttpResponse<String> answer = send("PUT", parameters, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String parameters, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/internal/telemetry/retention" + parameters))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "admin test")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void write(DeviceId device, Duration age) {
        Reading reading = new Reading(device, now.minus(age), Map.of("t", new NumberValue(1)), Map.of());
        assertThat(writer.write(List.of(reading)).await().atMost(PATIENCE))
                .allMatch(ReadingOutcome.Stored.class::isInstance);
    }
}
