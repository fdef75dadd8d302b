package io.iotflow.simulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnProfileTest {

    private static final Instant BEGUN = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void runsEveryKindOfSignal() throws Exception {
        Files.writeString(folder.resolve("load.csv"), "time,kw\n0,1.5\n1,2.5\n");
        Profile profile = profile("""
                name: pump
                telemetry_seconds: 10
                signals:
                  site: {kind: constant, value: north}
                  flow: {kind: uniform, min: 1, max: 2}
                  noise: {kind: gaussian, mean: 50, deviation: 2}
                  tide: {kind: sine, mean: 10, amplitude: 5, period_seconds: 40}
                  valve: {kind: square, low: 0, high: 1, period_seconds: 20}
                  level: {kind: random_walk, start: 5, step: 1, min: 0, max: 10}
                  strokes: {kind: counter, start: 100, step: 5}
                  mode: {kind: enum, values: [auto, manual]}
                  alarm: {kind: boolean, probability: 0.3}
                  power: {kind: replay, file: load.csv, column: kw}
                """);

        List<Map<String, Object>> readings = readings(profile, 1000);

        assertThat(readings).allMatch(reading -> "north".equals(reading.get("site")));
        assertThat(numbers(readings, "flow")).allMatch(flow -> flow >= 1 && flow < 2);
        assertThat(mean(readings, "noise")).isBetween(49.5, 50.5);
        assertThat(numbers(readings, "tide").subList(0, 2)).containsExactly(10.0, 15.0);
        assertThat(numbers(readings, "valve").subList(0, 4)).containsExactly(1.0, 0.0, 1.0, 0.0);
        assertThat(numbers(readings, "level")).allMatch(level -> level >= 0 && level <= 10);
        assertThat(numbers(readings, "strokes").subList(0, 3)).containsExactly(100.0, 105.0, 110.0);
        assertThat(readings).extracting(reading -> reading.get("mode")).contains("auto", "manual");
        assertThat(readings.stream().filter(reading -> Boolean.TRUE.equals(reading.get("alarm"))))
                .hasSizeBetween(225, 375);
        assertThat(numbers(readings, "power").subList(0, 3)).containsExactly(1.5, 2.5, 1.5);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> profile("""
                        name: pump
                        interval: 5
                        failure_rate: 2
                        measurements: [temperture]
                        signals:
                          flow: {kind: uniform, min: 5, max: 1}
                          mode: {kind: dice}
                          power: {kind: replay, file: none.csv, column: kw}
                        """))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("'interval' is no key of a profile")
                .hasMessageContaining("failure_rate must be a number from 0.0 to 1.0, and is 2")
                .hasMessageContaining("'temperture' is unknown; there are temperature, humidity")
                .hasMessageContaining("signals.flow: min must be less than max")
                .hasMessageContaining("signals.mode: kind 'dice' is unknown; there are constant")
                .hasMessageContaining("none.csv can't be read");
    }

    @Test
    void saysThatAFileIsNoYaml() {
        assertThatThrownBy(() -> profile("name: [")).hasMessageContaining("it is not readable as YAML");
    }

    private Profile profile(String text) throws IOException, ProfileException {
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, text);
        return ProfileCatalog.read(file);
    }

    private static List<Map<String, Object>> readings(Profile profile, int count) {
        Signals signals = new Signals(profile, new Random(7), ZoneOffset.UTC, BEGUN);
        List<Map<String, Object>> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readings.add(signals.measure(BEGUN.plusSeconds(i * 10L)));
        }
        return readings;
    }

    private static List<Double> numbers(List<Map<String, Object>> readings, String field) {
        return readings.stream()
                .map(reading -> ((Number) Objects.requireNonNull(reading.get(field))).doubleValue())
                .toList();
    }

    private static double mean(List<Map<String, Object>> readings, String field) {
        return numbers(readings, field).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }
}
