package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way out over real HTTP, from the real IoTDB. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class QueryServiceTest {

    private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");
    private static final String DAY = "start_time=2026-01-02T00:00:00Z&end_time=2026-01-02T23:59:59.999Z";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Map<String, Function<List<Double>, Double>> FUNCTIONS = Map.of(
            "count", values -> (double) values.size(),
            "sum", values -> numbers(values).sum(),
            "mean", values -> numbers(values).sum() / values.size(),
            "min", Collections::min,
            "max", Collections::max,
            "first", List::getFirst,
            "last", List::getLast,
            "median", QueryServiceTest::median,
            "stddev", QueryServiceTest::deviation);

    private final TelemetryWriter writer;
    private final KnownFleet fleet;
    private final HttpClient http = HttpClient.newHttpClient();
    private long device;

    @TestHTTPResource
    URI service = URI.create("/");

    QueryServiceTest(TelemetryWriter writer, KnownFleet fleet) {
        this.writer = writer;
        this.fleet = fleet;
    }

    @BeforeEach
    void newDevice() {
        device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "sum", "mean", "min", "max", "first", "last", "median", "stddev"})
    void sumsUpLikeAComputationOutside(String function) throws Exception {
        Map<Long, List<Double>> windows = writeWithGaps();

        JsonNode data = get("/" + device + "/aggregated?field=t&window=1h&aggregation=" + function + "&" + DAY)
                .get("data");

        List<Map.Entry<Long, List<Double>>> expected = new ArrayList<>(windows.entrySet());
        assertThat(data).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            JsonNode window = data.get(i);
            List<Double> values = expected.get(i).getValue();
            assertThat(Instant.parse(window.get("timestamp").asText()))
                    .isEqualTo(TIME.plus(Duration.ofHours(expected.get(i).getKey())));
            assertThat(window.get("count").asInt()).isEqualTo(values.size());
            double outside = Objects.requireNonNull(FUNCTIONS.get(function)).apply(values);
            boolean rounded = List.of("sum", "mean", "stddev").contains(function);
            assertThat(window.get("value").asDouble()).isEqualTo(outside, within(rounded ? 1e-9 : 0.0));
        }
    }

    @Test
    void fillsWindowsWithoutValues() throws Exception {
        write(at(0, Map.of("t", 10.0)), at(Duration.ofHours(2).toMillis(), Map.of("t", 20.0)));
        String range = "start_time=2026-01-02T00:00:00Z&end_time=2026-01-02T03:59:59Z";

        assertThat(values("none", range)).isEqualTo("10 20");
        assertThat(values("null", range)).isEqualTo("10 null 20 null");
        assertThat(values("previous", range)).isEqualTo("10 10 20 20");
        assertThat(values("linear", range)).isEqualTo("10 15 20 null");
    }

    @Test
    void namesThatLookLikeSomethingElseAreNames() throws Exception {
        Map<String, Double> fields = new LinkedHashMap<>();
        for (String name : List.of("a.b", "a b", "q\"uo'te", "`back`", "root.**", "\uD83D\uDE00", "n".repeat(64))) {
            fields.put(name, (double) fields.size());
        }
        write(at(0, fields));

        assertThat(get("/" + device + "/fields").get("fields").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(fields.keySet());
        String ndjson = text("/" + device + "/export?format=ndjson");
        for (Map.Entry<String, Double> field : fields.entrySet()) {
            String name = URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8);
            assertThat(get("/" + device + "/aggregated?aggregation=max&field=" + name + "&" + DAY)
                            .at("/data/0/value")
                            .asDouble(-1))
                    .isEqualTo(field.getValue());
            assertThat(get("/" + device + "?fields=" + name + "&" + DAY).at("/data/0/data"))
                    .isEqualTo(JSON.valueToTree(
                            Map.of(field.getKey(), field.getValue().intValue())));
            assertThat(JSON.readTree(ndjson.lines().findFirst().orElseThrow())
                            .at("/data")
                            .has(field.getKey()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 14, 100})
    void exportsEveryRowAndSaysHowMany(int rows) throws Exception {
        for (int i = 0; i < rows; i++) {
            write(one(i));
        }

        assertThat(text("/" + device + "/export?format=csv").lines())
                .hasSize(rows + 2)
                .last()
                .isEqualTo("# row_count=" + rows);
        assertThat(text("/" + device + "/export?format=ndjson").lines())
                .hasSize(rows + 1)
                .last()
                .isEqualTo("{\"row_count\":" + rows + "}");
        JsonNode json = JSON.readTree(text("/" + device + "/export?format=json"));
        assertThat(json.get("row_count").asInt())
                .isEqualTo(rows)
                .isEqualTo(json.get("data").size());
    }

    @Test
    void sumsUpSeveralDevicesEachAndTogether() throws Exception {
        write(at(0, Map.of("t", 1.0)), at(1, Map.of("t", 2.0)));
        long first = device;
        newDevice();
        write(at(0, Map.of("t", 9.0)));
        String question = "/aggregated?field=t&aggregation=mean&device_ids=" + first + "," + device + "&" + DAY;

        assertThat(get(question + "&by=device").findValuesAsText("value")).containsExactly("1.5", "9");
        assertThat(get(question + "&by=all").findValuesAsText("value")).containsExactly("4");
        fleet.group("both", new DeviceId(first), new DeviceId(device));
        fleet.type("second", new DeviceId(device));
        String all = "/aggregated?field=t&aggregation=sum&by=all&" + DAY;
        assertThat(get(all + "&group=both").findValuesAsText("value")).containsExactly("12");
        assertThat(get(all + "&device_type=second").findValuesAsText("value")).containsExactly("9");
    }

    @ParameterizedTest
    @CsvSource({
        "group=unknown, 404, Group not found",
        "device_ids=404, 404, Device not found",
        "device_ids=x, 400, device_ids",
        "device_ids=1&group=a, 400, only one",
        "by=device, 400, is needed",
        "device_ids=1&by=none, 400, by",
        "device_ids=1&fill=zero, 400, fill",
    })
    void saysWhatIsWrongWithAQuestionForSeveral(String parameters, int status, String words) throws Exception {
        HttpResponse<String> answer = send("GET", "/aggregated?field=t&" + parameters);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void aFleetWithTooManyWindowsIsToldTheBound() throws Exception {
        fleet.group(
                "crowd", LongStream.rangeClosed(1, 100).mapToObj(DeviceId::new).toArray(DeviceId[]::new));
        HttpResponse<String> answer = send("GET", "/aggregated?field=t&group=crowd&window=1m&start_time=-6d");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at most 200000", "start_time and end_time");
    }

    @Test
    void refusesWhatIsTooMuchAndSaysHowToGoOn() throws Exception {
        HttpResponse<String> answer = send("GET", "/" + device + "/aggregated?field=t&window=1s&start_time=-7d");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at most 10000", "start_time and end_time");
    }

    @Test
    void listsTheFunctionsThatThereAre() throws Exception {
        HttpResponse<String> answer = send("GET", "/" + device + "/aggregated?field=t&aggregation=mode");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("valid_functions")).hasSize(FUNCTIONS.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/latest", "/aggregated?field=t", "/fields", "/export"})
    void anotherDevicesKeyIsForbiddenAndNobodyIsNotFound(String path) throws Exception {
        HttpRequest other = HttpRequest.newBuilder(service.resolve("/api/v1/telemetry/8" + path))
                .header("X-API-Key", EveryDevice.KEY_OF_SEVEN)
                .build();

        assertThat(http.send(other, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/" + EveryDevice.NOBODY + path).statusCode()).isEqualTo(404);
    }

    private Map<Long, List<Double>> writeWithGaps() {
        Map<Long, List<Double>> windows = new TreeMap<>();
        for (long minute = 0; minute < 24 * 60; minute += 7) {
            long hour = minute / 60;
            if (hour % 5 != 3) {
                double value = Math.sin(minute) * 100;
                windows.computeIfAbsent(hour, _ -> new ArrayList<>()).add(value);
                write(at(Duration.ofMinutes(minute).toMillis(), Map.of("t", value, "u", 1.0)));
            }
        }
        return windows;
    }

    private String values(String fill, String range) throws Exception {
        JsonNode answer =
                get("/" + device + "/aggregated?field=t&window=1h&aggregation=mean&fill=" + fill + "&" + range);
        return String.join(" ", answer.get("data").findValuesAsText("value"));
    }

    private static DoubleStream numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double deviation(List<Double> values) {
        double mean = numbers(values).sum() / values.size();
        return Math.sqrt(numbers(values).map(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1));
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
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/api/v1/telemetry" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "admin test")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
