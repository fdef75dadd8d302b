package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.Reading;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every function over fixed readings, held against a computation with as many digits as it takes: values at both edges of
 * windows and of the range and a millisecond beside them, windows without values, integers beyond 2^53.
 */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class ExactAggregateTest {

    private static final long HOUR = 3_600_000;
    private static final long START = Calls.TIME.toEpochMilli();
    private static final long FIRST = START + 500;
    private static final long LAST = START + 9 * HOUR;

    /** When the fields have values, in milliseconds from the start. */
    private static final long[] TIMES = {
        0,
        499,
        500,
        501,
        HOUR - 1,
        HOUR,
        HOUR + 1,
        2 * HOUR - 1,
        4 * HOUR,
        4 * HOUR + 7,
        6 * HOUR - 1,
        6 * HOUR,
        8 * HOUR + 17,
        8 * HOUR + 18,
        9 * HOUR - 1,
        9 * HOUR,
        9 * HOUR + 1
    };

    private static final long[] LARGE = {
        1L << 60, -(1L << 61), 9_007_199_254_740_993L, 9_007_199_254_740_995L, Long.MAX_VALUE, 7, Long.MAX_VALUE - 1
    };

    private static final Map<String, Function<List<BigDecimal>, BigDecimal>> FUNCTIONS = Map.of(
            "count", values -> BigDecimal.valueOf(values.size()),
            "sum", ExactAggregateTest::sum,
            "mean", values -> sum(values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128),
            "min", values -> values.stream().reduce(BigDecimal::min).orElseThrow(),
            "max", values -> values.stream().reduce(BigDecimal::max).orElseThrow(),
            "first", List::getFirst,
            "last", List::getLast,
            "median", ExactAggregateTest::median,
            "stddev", ExactAggregateTest::deviation);

    private final TelemetryWriter writer;
    private final long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);
    private Calls calls;

    @TestHTTPResource
    URI service = URI.create("/");

    ExactAggregateTest(TelemetryWriter writer) {
        this.writer = writer;
        this.calls = new Calls(service, writer);
    }

    @BeforeEach
    void callTheService() {
        calls = new Calls(service, writer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "sum", "mean", "min", "max", "first", "last", "median", "stddev"})
    void isEqualToTheLastBit(String function) throws Exception {
        Map<String, NavigableMap<Long, List<BigDecimal>>> expected = write();

        JsonNode series = calls.get("/" + device + "/aggregated?field=whole&field=quarter&field=large&window=1h"
                        + "&aggregation=" + function + "&start_time=" + FIRST + "&end_time=" + LAST)
                .get("series");

        assertThat(series).hasSize(expected.size());
        for (JsonNode one : series) {
            String field = one.get("field").asText();
            hold(one.get("data"), Objects.requireNonNull(expected.get(field)), function, field);
        }
    }

    private static void hold(
            JsonNode data, NavigableMap<Long, List<BigDecimal>> expected, String function, String field) {
        assertThat(data.findValuesAsText("timestamp"))
                .as(field)
                .containsExactlyElementsOf(expected.keySet().stream()
                        .map(hour ->
                                Calls.TIME.plusMillis(hour * HOUR).toString().replace("Z", ".000Z"))
                        .toList());
        int window = 0;
        for (List<BigDecimal> values : expected.values()) {
            JsonNode found = data.get(window++);
            assertThat(found.get("count").asInt()).isEqualTo(values.size());
            if (function.equals("stddev") && values.size() == 1) {
                assertThat(found.get("value").isNull()).isTrue();
                continue;
            }
            BigDecimal outside = Objects.requireNonNull(FUNCTIONS.get(function)).apply(values);
            if (function.equals("stddev")) {
                double largest = values.stream()
                        .map(BigDecimal::abs)
                        .reduce(BigDecimal::max)
                        .orElseThrow()
                        .doubleValue();
                assertThat(found.get("value").doubleValue()).isEqualTo(outside.doubleValue(), within(largest * 1e-12));
            } else {
                same(found.get("value"), outside, function + " of " + field + " " + values);
            }
        }
    }

    private static void same(JsonNode value, BigDecimal outside, String what) {
        boolean whole = outside.stripTrailingZeros().scale() <= 0
                && outside.toBigInteger().bitLength() < Long.SIZE;
        if (whole && !what.startsWith("mean")) {
            assertThat(value.isIntegralNumber()).as(what).isTrue();
            assertThat(value.bigIntegerValue()).as(what).isEqualTo(outside.toBigIntegerExact());
        } else {
            assertThat(value.doubleValue()).as(what).isEqualTo(outside.doubleValue());
        }
    }

    /** Every field has gaps of its own; what is outside the range is written too, and must not count. */
    private Map<String, NavigableMap<Long, List<BigDecimal>>> write() {
        Map<String, NavigableMap<Long, List<BigDecimal>>> expected = new LinkedHashMap<>();
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < TIMES.length; i++) {
            Map<String, FieldValue> fields = new LinkedHashMap<>();
            fields.put("whole", new NumberValue(i * 31 % 17 - 8));
            if (i % 4 != 1) {
                fields.put("quarter", new NumberValue((i * 13 % 29 - 14) / 4.0));
            }
            if (i % 3 != 2) {
                fields.put("large", FieldValue.ofInteger(LARGE[i % LARGE.length]));
            }
            readings.add(new Reading(new DeviceId(device), Calls.TIME.plusMillis(TIMES[i]), fields, Map.of()));
            long time = START + TIMES[i];
            long hour = TIMES[i] / HOUR;
            if (time >= FIRST && time <= LAST) {
                fields.forEach((name, value) -> expected.computeIfAbsent(name, _ -> new TreeMap<>())
                        .computeIfAbsent(hour, _ -> new ArrayList<>())
                        .add(exact(value)));
            }
        }
        calls.write(readings);
        return expected;
    }

    private static BigDecimal exact(FieldValue value) {
        return switch (value) {
            case NumberValue(double number) -> new BigDecimal(number);
            case FieldValue.IntegerValue(long number) -> BigDecimal.valueOf(number);
            case FieldValue.TextValue _, FieldValue.BooleanValue _, FieldValue.JsonValue _ ->
                throw new IllegalArgumentException("no number");
        };
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal median(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).add(sorted.get(middle)).divide(BigDecimal.TWO);
    }

    private static BigDecimal deviation(List<BigDecimal> values) {
        BigDecimal mean = sum(values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
        BigDecimal squares =
                values.stream().map(value -> value.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return values.size() == 1
                ? BigDecimal.ZERO
                : squares.divide(BigDecimal.valueOf(values.size() - 1), MathContext.DECIMAL128)
                        .sqrt(MathContext.DECIMAL128);
    }
}
