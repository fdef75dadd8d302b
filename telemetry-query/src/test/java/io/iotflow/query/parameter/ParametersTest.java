package io.iotflow.query.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotflow.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-06-15T12:00:00.123Z",
        "-90s, 2026-06-15T11:58:30.123Z",
        "-5m, 2026-06-15T11:55:00.123Z",
        "-24h, 2026-06-14T12:00:00.123Z",
        "-7d, 2026-06-08T12:00:00.123Z",
        "-2w, 2026-06-01T12:00:00.123Z",
        "2026-06-01T00:00:00+02:00, 2026-05-31T22:00:00Z",
        "2026-06-01T00:00:00 02:00, 2026-05-31T22:00:00Z",
        "1780000000, 2026-05-28T20:26:40Z",
    })
    void readsATime(String text, Instant expected) {
        assertThat(TimeParameter.read("start_time", text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "-1y", "-h", "+1h", "24h", "-1.5h", "2026-13-01"})
    void refusesWhatIsNoTimeByName(String text) {
        assertThatThrownBy(() -> TimeParameter.read("start_time", text, NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("start_time");
    }

    @Test
    void cursorComesBackAsItWent() {
        Cursor cursor = new Cursor(NOW);

        assertThat(Cursor.read(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "MTo", "MjoxMjM"})
    void refusesACursorThatIsNoneOfOurs(String text) {
        assertThatThrownBy(() -> Cursor.read(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }
}
