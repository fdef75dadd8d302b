package io.iotflow.simulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers that the five profiles promise, over two days of virtual time. */
class ProfileContractTest {

    private static final Instant BEGUN = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(2);
    private static final Map<String, double[]> RANGES = Map.ofEntries(
            Map.entry("humidity", new double[] {30, 90}),
            Map.entry("pressure", new double[] {1010, 1020}),
            Map.entry("vibration", new double[] {0, 10}),
            Map.entry("power_consumption", new double[] {0.5, 5}),
            Map.entry("accelerometer_x", new double[] {-2, 2}),
            Map.entry("accelerometer_y", new double[] {-2, 2}),
            Map.entry("accelerometer_z", new double[] {8, 12}),
            Map.entry("gyroscope_x", new double[] {-0.5, 0.5}),
            Map.entry("gyroscope_z", new double[] {-0.5, 0.5}),
            Map.entry("signal_strength", new double[] {-80, -40}),
            Map.entry("signal_quality", new double[] {60, 100}));

    @ParameterizedTest
    @CsvSource({
        "default,30,60,0.02,0.1",
        "high_frequency,5,30,0.01,0.5",
        "energy_efficient,300,600,0.001,0.05",
        "industrial,10,30,0.005,0.3",
        "iot_gateway,15,45,0.001,0"
    })
    void saysWhatTheContractSays(String name, double telemetry, double heartbeat, double failures, double drain) {
        Profile profile = ProfileCatalog.find(name).orElseThrow();

        assertThat(profile.telemetrySeconds()).isEqualTo(telemetry);
        assertThat(profile.heartbeatSeconds()).isEqualTo(heartbeat);
        assertThat(profile.failureRate()).isEqualTo(failures);
        assertThat(profile.batteryPercentPerHour()).isEqualTo(drain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "high_frequency", "energy_efficient", "industrial", "iot_gateway"})
    void staysWithinItsRangesAndFillsThem(String name) {
        List<Map<String, Object>> readings = run(name, 7);

        RANGES.forEach((field, range) -> {
            if (readings.getFirst().containsKey(field)) {
                List<Double> values = readings.stream()
                        .map(reading -> ((Number) Objects.requireNonNull(reading.get(field))).doubleValue())
                        .toList();
                assertThat(values).as(field).allMatch(value -> value >= range[0] && value <= range[1]);
            }
        });
        List<Integer> strengths = readings.stream()
                .map(reading -> (Integer) reading.get("signal_strength"))
                .toList();
        assertThat(strengths).contains(-80, -40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "high_frequency", "energy_efficient", "industrial"})
    void isAsWarmAsTheHourSays(String name) {
        List<Double> noise = new ArrayList<>();
        Profile profile = ProfileCatalog.find(name).orElseThrow();
        List<Map<String, Object>> readings = run(name, 7);

        for (int i = 0; i < readings.size(); i++) {
            Instant time = BEGUN.plusMillis(Math.round(i * profile.telemetrySeconds() * 1000));
            double hour = LocalTime.ofInstant(time, ZoneOffset.UTC).toSecondOfDay() / 3600.0;
            double expected = 22 + 8 * Math.sin((hour - 6) * Math.PI / 12);
            noise.add(((Number) Objects.requireNonNull(readings.get(i).get("temperature"))).doubleValue() - expected);
        }

        // Then what is left is uniform from -2 to 2: a mean of 0 within five standard errors
        double mean = noise.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        assertThat(noise).allMatch(value -> value >= -2 - 1e-9 && value <= 2 + 1e-9);
        assertThat(mean).isCloseTo(0, within(5 * (4 / Math.sqrt(12)) / Math.sqrt(noise.size())));
    }

    @ParameterizedTest
    @CsvSource({"default,95.2", "high_frequency,76", "energy_efficient,97.6", "industrial,85.6", "iot_gateway,100"})
    void drainsItsBatteryInTwoDays(String name, double left) {
        assertThat(signals(name, 7).battery(BEGUN.plus(LENGTH))).isCloseTo(left, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "high_frequency", "energy_efficient", "industrial", "iot_gateway"})
    void repeatsItselfWithTheSameSeedAndNotWithAnother(String name) {
        assertThat(run(name, 7)).isEqualTo(run(name, 7)).isNotEqualTo(run(name, 8));
    }

    private static List<Map<String, Object>> run(String name, long seed) {
        Signals signals = signals(name, seed);
        double seconds = ProfileCatalog.find(name).orElseThrow().telemetrySeconds();
        List<Map<String, Object>> readings = new ArrayList<>();
        for (long i = 0; i * seconds < LENGTH.toSeconds(); i++) {
            readings.add(signals.measure(BEGUN.plusMillis(Math.round(i * seconds * 1000))));
        }
        return readings;
    }

    private static Signals signals(String name, long seed) {
        return new Signals(ProfileCatalog.find(name).orElseThrow(), new Random(seed), ZoneOffset.UTC, BEGUN);
    }
}
