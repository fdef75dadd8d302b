package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicePathTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 9", "2, 99", "3, 999"})
    void partsMatchEachDeviceOnce(int digits, int count) {
        List<String> parts = DevicePath.parts(digits);

        assertThat(parts).hasSize(count);
        for (long id : new long[] {1, 9, 10, 42, 99, 100, 101, 999, 1_000, 1_001, 99_999, 1L << 40}) {
            assertThat(parts.stream().filter(part -> matches(part, new DeviceId(id))))
                    .as("device %d", id)
                    .hasSize(1);
        }
    }

    private static boolean matches(String pattern, DeviceId device) {
        String path = DevicePath.of(device);
        return pattern.endsWith("*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern);
    }
}
