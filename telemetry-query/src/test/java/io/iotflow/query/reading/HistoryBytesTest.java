package io.iotflow.query.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.query.reading.ReadHistory.History;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against the library, which writes what the record has. */
class HistoryBytesTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String HOSTILE = "a \"</script>\" \\ \n \u0001 \u00e4 \uD83D\uDE00";

    private final ObjectMapper library =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Test
    void writesAPageAndWhereTheNextBegins() throws JsonProcessingException {
        isAsTheLibraryWritesIt(page(
                "MTc2",
                new Reading(new DeviceId(7), TIME, Map.of("a", new NumberValue(21.5)), Map.of()),
                new Reading(
                        new DeviceId(7),
                        TIME.plusMillis(1),
                        Map.of(HOSTILE, new TextValue(HOSTILE)),
                        Map.of("site", new TextValue(HOSTILE)))));
    }

    @Test
    void writesTheLastPage() throws JsonProcessingException {
        Map<String, FieldValue> one = Map.of("timestamp", new NumberValue(1));
        isAsTheLibraryWritesIt(page(null, new Reading(new DeviceId(7), TIME, one, Map.of())));
    }

    @Test
    void writesAPageWithoutReadings() throws JsonProcessingException {
        isAsTheLibraryWritesIt(page(null));
    }

    private void isAsTheLibraryWritesIt(History page) throws JsonProcessingException {
        assertThat(new String(HistoryBytes.of(page), StandardCharsets.UTF_8))
                .isEqualTo(library.writeValueAsString(page));
    }

    private static History page(@Nullable String nextCursor, Reading... readings) {
        List<ReadingJson> data =
                List.of(readings).stream().map(ReadingJson::new).toList();
        return new History(
                7,
                HOSTILE,
                "sensor",
                "2026-01-01T00:00:00.000Z",
                "2026-01-03T00:00:00.000Z",
                data,
                data.size(),
                nextCursor != null,
                nextCursor);
    }
}
