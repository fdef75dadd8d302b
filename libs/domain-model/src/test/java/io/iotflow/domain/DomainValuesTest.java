package io.iotflow.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.NumberValue;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainValuesTest {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    @Test
    void readsADeviceId() {
        assertThat(DeviceId.parse("9223372036854775807")).contains(new DeviceId(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "01", "1.0", "9223372036854775808", "99999999999999999999", "٣"})
    void refusesWhatIsNoDeviceId(String text) {
        assertThat(DeviceId.parse(text)).isEmpty();
    }

    @Test
    void keepsIntegersExact() {
        assertThat(FieldValue.ofInteger(1L << 53)).isEqualTo(new NumberValue(9007199254740992.0));
        assertThat(FieldValue.ofInteger((1L << 53) + 1)).isEqualTo(new IntegerValue(9007199254740993L));
        assertThat(FieldValue.ofInteger(Long.MIN_VALUE)).isEqualTo(new IntegerValue(Long.MIN_VALUE));
    }

    @Test
    void aNumberIsFinite() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberValue(Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "a.b c", "root.**", "`", "\"", "🌡", "1", "time", "Ä"})
    void aFieldMayBeCalledAlmostAnything(String name) {
        assertThat(FieldName.isLegal(name)).isTrue();
    }

    @Test
    void aFieldNameHasAtMost64Characters() {
        assertThat(FieldName.isLegal("🌡".repeat(64))).isTrue();
        assertThat(FieldName.isLegal("x".repeat(65))).isFalse();
        assertThat(FieldName.isLegal("")).isFalse();
        assertThat(FieldName.isLegal("a\nb")).isFalse();
        assertThat(FieldName.isLegal("\ud83d")).isFalse();
    }

    @Test
    void aReadingHasAFieldAndWholeMilliseconds() {
        DeviceId device = new DeviceId(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Reading(device, NOON, Map.of(), Map.of()));
        Map<String, FieldValue> fields = Map.of("t", new NumberValue(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reading(device, NOON.plusNanos(1), fields, Map.of()));
    }

    @Test
    void aRangeDoesNotEndBeforeItStarts() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeRange(NOON, NOON.minusMillis(1)));
    }

    @Test
    void readsTheNamesOfStates() {
        assertThat(DeviceStatus.parse("maintenance")).contains(DeviceStatus.MAINTENANCE);
        assertThat(DeviceStatus.parse("Active")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, -1, 999, -62_167_219_200_000L, 951_782_399_999L, 951_827_696_050L, 253_402_300_799_999L})
    void aTimeIsWrittenWithMilliseconds(long millis) {
        String written = WireTime.of(Instant.ofEpochMilli(millis));

        assertThat(written).hasSize(24).endsWith("Z");
        assertThat(Instant.parse(written).toEpochMilli()).isEqualTo(millis);
    }

    @Test
    void aTimeOfAFarYearIsReadBackToo() {
        Instant far = Instant.parse("+12345-06-07T08:09:10.110Z");

        assertThat(WireTime.of(far)).contains("12345-06-07T08:09:10.110Z");
    }
}
