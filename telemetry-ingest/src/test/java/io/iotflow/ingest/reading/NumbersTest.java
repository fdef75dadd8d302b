package io.iotflow.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.ingest.reading.DecodedBody.Many;
import io.iotflow.ingest.reading.DecodedBody.Unreadable;
import io.iotflow.ingest.reading.DecodedItem.Accepted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers come back as they were sent, or are refused. */
class NumbersTest {

    private final TestReadings readings = new TestReadings();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "21.570000000000000284, 21.57",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "-4.9E-324, -4.9E-324",
        "1e22, 1E22",
        "9007199254740991, 9007199254740991",
        "9007199254740992, 9007199254740992",
        "-9007199254740992, -9007199254740992",
    })
    void areDoublesUpToTwoToThe53(String json, double value) {
        assertThat(readings.value(json)).isEqualTo(new NumberValue(value));
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740993L, -9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void areExactIntegersBeyond(long value) {
        assertThat(readings.value(Long.toString(value))).isEqualTo(new IntegerValue(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "1e400",
                "-1e400",
                "1e99999999999",
                "1.8e308",
                "123456789012345678901234567890"
            })
    void areRefusedWhereNoLaneHoldsThem(String json) {
        assertThat(readings.refusal("{\"v\":" + json + "}")).isEqualTo("number_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x10", "1e", "--1", "1_000"})
    void areNothingElse(String token) {
        assertThat(readings.decode("{\"v\":" + token + "}")).isInstanceOf(Unreadable.class);
    }

    @Test
    void withVeryManyDigitsSpoilTheirOwnReadingOnly() {
        String digits = "9".repeat(5_000);

        DecodedBody decoded =
                readings.decode("[{\"a\":1},{\"v\":%1$s},{\"v\":0.%1$s},{\"timestamp\":%1$s,\"a\":1},{\"j\":[%1$s]}]"
                        .formatted(digits));

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Many.class,
                        many -> assertThat(many.items())
                                .extracting(item -> item instanceof Accepted)
                                .containsExactly(true, false, false, false, true));
    }
}
