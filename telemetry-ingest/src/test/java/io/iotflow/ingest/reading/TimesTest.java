package io.iotflow.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a time, as a member of a reading. */
class TimesTest {

    private final TestReadings readings = new TestReadings();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2026-06-15T10:00:00Z\"           | 2026-06-15T10:00:00Z",
                "\"2026-06-15T10:00:00.1239Z\"      | 2026-06-15T10:00:00.123Z",
                "\"2026-06-15T10:00:00.123456789Z\" | 2026-06-15T10:00:00.123Z",
                "\"2026-06-15t10:00:00z\"           | 2026-06-15T10:00:00Z",
                "\"2026-06-15T12:00:00+02:00\"      | 2026-06-15T10:00:00Z",
                "\"2026-06-15T12:00:00+0200\"       | 2026-06-15T10:00:00Z",
                "\"2026-06-15T12:00:00+02\"         | 2026-06-15T10:00:00Z",
                "\"2026-06-15T10:00:00\"            | 2026-06-15T10:00:00Z",
                "\"2026-06-15T10:00\"               | 2026-06-15T10:00:00Z",
                "\"2026-06-15\"                     | 2026-06-15T00:00:00Z",
                "\"20260615T100000Z\"               | 2026-06-15T10:00:00Z",
                "\"20260615T100000.5Z\"             | 2026-06-15T10:00:00.500Z",
                "\"2026-06-15 10:00:00\"            | 2026-06-15T10:00:00Z",
                "\"2026-06-15 10:00:00.25\"         | 2026-06-15T10:00:00.250Z",
                "\"20260615_100000\"                | 2026-06-15T10:00:00Z",
                "\"06/15/2026 10:00:00\"            | 2026-06-15T10:00:00Z",
                "\" 2026-06-15T10:00:00Z \"         | 2026-06-15T10:00:00Z",
                "1781517600                         | 2026-06-15T10:00:00Z",
                "1781517600.5                       | 2026-06-15T10:00:00.500Z",
                "1.7815176e9                        | 2026-06-15T10:00:00Z",
                "1781517600123                      | 2026-06-15T10:00:00.123Z",
                "1781517600123456                   | 2026-06-15T10:00:00.123Z",
                "1781517600123456789                | 2026-06-15T10:00:00.123Z",
                "\"1781517600\"                     | 2026-06-15T10:00:00Z",
                "\"1781517600.5\"                   | 2026-06-15T10:00:00.500Z",
                "\"1781517600123\"                  | 2026-06-15T10:00:00.123Z",
                "\"1781517600123456\"               | 2026-06-15T10:00:00.123Z",
                "\"1781517600123456789\"            | 2026-06-15T10:00:00.123Z",
            })
    void isReadInEveryForm(String json, Instant time) {
        assertThat(readings.accepted("{\"a\":1,\"timestamp\":" + json + "}").timestamp())
                .isEqualTo(time);
        assertThat(readings.accepted("{\"ts\":" + json + ",\"data\":{\"a\":1}}").timestamp())
                .isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" \"",
                "\"now\"",
                "\"15/06/2026 10:00:00\"",
                "\"2026-13-01\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"2026-06-15T25:00:00Z\"",
                "\"1e9\"",
                "\"-\"",
                "\"1.2.3\"",
                "\"2026-06-15T10:00:00Q\"",
                "\"\\u0000\"",
                "true",
                "{}",
                "[]",
                "[1781517600]",
                "1e20",
                "1e400",
                "1e999999999",
                "1e99999999999",
                "100000000000000000000"
            })
    void isRefusedWhenNobodyCanReadIt(String json) {
        assertThat(readings.refusal("{\"a\":1,\"timestamp\":" + json + "}")).isEqualTo("bad_timestamp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1e-400",
                "1e-999999999",
                "-1e-999999999",
                "946684799.999",
                "\"1999-12-31T23:59:59.999Z\"",
                "\"2026-06-16T12:00:00.124Z\"",
                "99999999999",
                "1781697600"
            })
    void isRefusedOutOfRange(String json) {
        assertThat(readings.refusal("{\"a\":1,\"timestamp\":" + json + "}")).isEqualTo("timestamp_out_of_range");
    }

    @Test
    void mayLieAtTheEdgesOfTheRange() {
        Instant latest = TestReadings.NOW.plus(Duration.ofHours(24));

        assertThat(readings.accepted("{\"a\":1,\"ts\":\"" + latest + "\"}").timestamp())
                .isEqualTo(latest);
        assertThat(readings.accepted("{\"a\":1,\"ts\":\"2000-01-01T00:00:00Z\"}")
                        .timestamp())
                .isEqualTo("2000-01-01T00:00:00Z");
    }
}
