package io.iotflow.query.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers against the text of the JDK. */
class JsonBytesTest {

    private static final int MANY = 200_000;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                0.001,
                -0.001,
                0.0005,
                0.00049999,
                0.1,
                0.12,
                0.123,
                0.1234,
                -21.5,
                100,
                9_999_999.999,
                9_999_999.9999,
                10_000_000,
                -10_000_000.001,
                1e15 + 0.125,
                1e300,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.NEGATIVE_INFINITY
            })
    void isTheTextOfTheJdk(double number) {
        assertThat(text(number)).isEqualTo(Double.toString(number));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 10, 99, 100, 1_000_000_007L, Long.MAX_VALUE, Long.MIN_VALUE})
    void isTheTextOfTheJdk(long number) {
        assertThat(new JsonBytes(1).append(number)).hasToString(Long.toString(number));
    }

    @Test
    void isTheTextOfTheJdkForThousandths() {
        sameForMany(random -> Math.round(random * 2e10 - 1e10) / 1000.0);
    }

    @Test
    void isTheTextOfTheJdkForTenThousandths() {
        sameForMany(random -> Math.round(random * 2e8 - 1e8) / 10_000.0);
    }

    @Test
    void isTheTextOfTheJdkRightBesideThousandths() {
        sameForMany(random -> Math.nextUp(Math.round(random * 2e6 - 1e6) / 1000.0));
    }

    private static void sameForMany(DoubleUnaryOperator numbers) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < MANY; i++) {
            isSame(numbers.applyAsDouble(random.nextDouble()));
        }
    }

    private static void isSame(double number) {
        String text = text(number);
        if (!text.equals(Double.toString(number))) {
            assertThat(text).isEqualTo(Double.toString(number));
        }
    }

    private static String text(double number) {
        return new JsonBytes(1).append(number).toString();
    }
}
