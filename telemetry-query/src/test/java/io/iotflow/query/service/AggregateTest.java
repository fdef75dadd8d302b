package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.domain.Reading;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows, held against a computation outside, over real HTTP from the real IoTDB. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class AggregateTest {

    private static final Map<String, Function<List<Double>, Double>> FUNCTIONS = Map.of(
            "count", values -> (double) values.size(),
            "sum", values -> numbers(values).sum(),
            "mean", values -> numbers(values).sum() / values.size(),
            "min", Collections::min,
            "max", Collections::max,
            "first", List::getFirst,
            "last", List::getLast,
            "median", AggregateTest::median,
            "stddev", AggregateTest::deviation);

    private final TelemetryWriter writer;
    private final long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);
    private Calls calls;

    @TestHTTPResource
    URI service = URI.create("/");

    AggregateTest(TelemetryWriter writer) {
        this.writer = writer;
        this.calls = new Calls(service, writer);
    }

    @BeforeEach
    void callTheService() {
        calls = new Calls(service, writer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "sum", "mean", "min", "max", "first", "last", "median", "stddev"})
    void sumsUpLikeAComputationOutside(String function) throws Exception {
        Map<Long, List<Double>> windows = writeWithGaps();

        JsonNode data = calls.get(
                        "/" + device + "/aggregated?field=t&window=1h&aggregation=" + function + "&" + Calls.DAY)
                .get("data");

        List<Map.Entry<Long, List<Double>>> expected = new ArrayList<>(windows.entrySet());
        assertThat(data).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            JsonNode window = data.get(i);
            List<Double> values = expected.get(i).getValue();
            assertThat(Instant.parse(window.get("timestamp").asText()))
                    .isEqualTo(Calls.TIME.plus(Duration.ofHours(expected.get(i).getKey())));
            assertThat(window.get("count").asInt()).isEqualTo(values.size());
            double outside = Objects.requireNonNull(FUNCTIONS.get(function)).apply(values);
            boolean rounded = List.of("sum", "mean", "stddev").contains(function);
            assertThat(window.get("value").asDouble()).isEqualTo(outside, within(rounded ? 1e-9 : 0.0));
        }
    }

    @Test
    void fillsWindowsWithoutValues() throws Exception {
        calls.write(at(0, Map.of("t", 10.0)), at(Duration.ofHours(2).toMillis(), Map.of("t", 20.0)));
        String range = "start_time=2026-01-02T00:00:00Z&end_time=2026-01-02T03:59:59Z";

        assertThat(values("none", range)).isEqualTo("10 20");
        assertThat(values("null", range)).isEqualTo("10 null 20 null");
        assertThat(values("previous", range)).isEqualTo("10 10 20 20");
        assertThat(values("linear", range)).isEqualTo("10 15 20 null");
    }

    @Test
    void refusesWhatIsTooMuchAndSaysHowToGoOn() throws Exception {
        HttpResponse<String> answer = calls.send("GET", "/" + device + "/aggregated?field=t&window=1s&start_time=-7d");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at most 10000", "start_time and end_time");
    }

    @Test
    void listsTheFunctionsThatThereAre() throws Exception {
        HttpResponse<String> answer = calls.send("GET", "/" + device + "/aggregated?field=t&aggregation=mode");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Calls.JSON.readTree(answer.body()).get("valid_functions")).hasSize(FUNCTIONS.size());
    }

    private Map<Long, List<Double>> writeWithGaps() {
        Map<Long, List<Double>> windows = new TreeMap<>();
        for (long minute = 0; minute < 24 * 60; minute += 7) {
            long hour = minute / 60;
            if (hour % 5 != 3) {
                double value = Math.sin(minute) * 100;
                windows.computeIfAbsent(hour, _ -> new ArrayList<>()).add(value);
                calls.write(at(Duration.ofMinutes(minute).toMillis(), Map.of("t", value, "u", 1.0)));
            }
        }
        return windows;
    }

    private String values(String fill, String range) throws Exception {
        JsonNode answer =
                calls.get("/" + device + "/aggregated?field=t&window=1h&aggregation=mean&fill=" + fill + "&" + range);
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

    private Reading at(long millis, Map<String, Double> numbers) {
        return Calls.reading(device, millis, numbers);
    }
}
