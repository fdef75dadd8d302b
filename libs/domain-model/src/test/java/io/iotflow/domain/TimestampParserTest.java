package io.iotflow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {

    @ParameterizedTest
    @CsvSource({
        "2025-06-01T12:00:00Z, 2025-06-01T12:00:00Z",
        "2025-06-01t12:00:00z, 2025-06-01T12:00:00Z",
        "2025-06-01T12:00:00.123456Z, 2025-06-01T12:00:00.123Z",
        "2025-06-01T12:00:00+02:00, 2025-06-01T10:00:00Z",
        "2025-06-01T12:00:00-0530, 2025-06-01T17:30:00Z",
        "2025-06-01T12:00:00+02, 2025-06-01T10:00:00Z",
        "2025-06-01T12:00:00, 2025-06-01T12:00:00Z",
        "2025-06-01, 2025-06-01T00:00:00Z",
        "20250601T120000Z, 2025-06-01T12:00:00Z",
        "20250601T120000, 2025-06-01T12:00:00Z",
        "2025-06-01 12:00:00, 2025-06-01T12:00:00Z",
        "2025-06-01 12:00:00.5, 2025-06-01T12:00:00.500Z",
        "20250601_120000, 2025-06-01T12:00:00Z",
        "06/01/2025 12:00:00, 2025-06-01T12:00:00Z",
        "1748779200, 2025-06-01T12:00:00Z",
        "1748779200.25, 2025-06-01T12:00:00.250Z",
        "1748779200123, 2025-06-01T12:00:00.123Z",
        "1748779200123456, 2025-06-01T12:00:00.123Z",
        "1748779200123456789, 2025-06-01T12:00:00.123Z",
    })
    void readsEveryAcceptedForm(String text, Instant expected) {
        assertThat(TimestampParser.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "2025-13-01",
                "2025-02-30",
                "25/12/2025 12:00:00",
                "1.2.3",
                "-",
                "0x10",
                "2025-06-01T25:00:00Z",
                "1e9",
                "NaN"
            })
    void readsNothingElse(String text) {
        assertThat(TimestampParser.parse(text)).isEmpty();
    }

    @Test
    void tellsTheUnitOfEpochTimeByItsMagnitude() {
        assertThat(TimestampParser.parseEpoch(new BigDecimal("99999999999")))
                .contains(Instant.ofEpochSecond(99999999999L));
        assertThat(TimestampParser.parseEpoch(new BigDecimal("100000000000")))
                .contains(Instant.ofEpochMilli(100000000000L));
        assertThat(TimestampParser.parseEpoch(new BigDecimal("1e14"))).contains(Instant.ofEpochMilli(100000000000L));
        assertThat(TimestampParser.parseEpoch(new BigDecimal("1e17"))).contains(Instant.ofEpochMilli(100000000000L));
        assertThat(TimestampParser.parseEpoch(new BigDecimal("1e20"))).isEmpty();
    }
}
