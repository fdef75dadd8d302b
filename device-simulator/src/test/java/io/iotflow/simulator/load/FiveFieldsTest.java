package io.iotflow.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.simulator.audit.ValuesHash;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FiveFieldsTest {

    private static final long FIRST = 1_700_000_000_000L;

    @Test
    void writesAReadingOfFiveFieldsWithItsTime() throws Exception {
        JsonNode reading = written(FiveFields.numbers(FIRST, 1), 7, 12);

        assertThat(reading.path("data").size()).isEqualTo(5);
        assertThat(reading.path("data").path("seq").asLong()).isEqualTo(12);
        assertThat(reading.path("timestamp").asLong()).isEqualTo(FIRST + 12);
    }

    @Test
    void hashesWhatItWrites() throws Exception {
        FiveFields series = FiveFields.changingType(FIRST, 50, 1);

        for (long sequence = 0; sequence < 100; sequence++) {
            JsonNode values = written(series, 7, sequence).path("data");
            assertThat(ValuesHash.of(values)).isEqualTo(series.hash(7, sequence));
            assertThat(values.path("temperature").isTextual()).isEqualTo(sequence >= 50);
        }
    }

    @Test
    void hashesOtherReadingsToOtherNumbers() {
        FiveFields series = FiveFields.numbers(FIRST, 1);

        assertThat(series.hash(7, 1)).isNotEqualTo(series.hash(7, 2)).isNotEqualTo(series.hash(8, 1));
    }

    private static JsonNode written(FiveFields series, long device, long sequence) throws Exception {
        ByteBuf target = Unpooled.buffer();
        series.write(target, device, sequence);
        return new ObjectMapper().readTree(target.toString(StandardCharsets.UTF_8));
    }
}
