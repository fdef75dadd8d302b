package io.iotflow.simulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void measuresWhatEachProfileSays() {
        assertThat(fields("default"))
                .containsOnlyKeys(
                        "temperature", "humidity", "pressure", "battery_level", "signal_strength", "signal_quality");
        assertThat(fields("high_frequency")).containsKeys("accelerometer_x", "accelerometer_z", "gyroscope_y");
        assertThat(fields("iot_gateway")).containsKeys("cpu_usage", "connected_devices");
    }

    @Test
    void isWarmestAtNoonByTheFormula() {
        assertThat(fields("default")).extractingByKey("temperature", DOUBLE).isBetween(28.0, 32.0);
    }

    @Test
    void drainsTheBattery() {
        Signals signals = signals("high_frequency");

        assertThat(signals.battery(NOON.plus(Duration.ofHours(10)))).isEqualTo(95.0);
        assertThat(signals.battery(NOON.plus(Duration.ofDays(30)))).isZero();
    }

    @Test
    void repeatsItselfWithTheSameSeed() {
        assertThat(fields("industrial")).isEqualTo(fields("industrial"));
    }

    @Test
    void knowsAllProfilesAndNoOther() {
        assertThat(ProfileCatalog.all()).extracting(Profile::name).isEqualTo(ProfileCatalog.names());
        assertThat(ProfileCatalog.find("nope")).isEmpty();
    }

    private static Map<String, Object> fields(String profile) {
        return signals(profile).measure(NOON);
    }

    private static Signals signals(String profile) {
        return new Signals(ProfileCatalog.find(profile).orElseThrow(), new Random(7), ZoneOffset.UTC, NOON);
    }
}
