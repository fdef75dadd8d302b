package io.iotflow.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.ingest.reading.DecodedBody.Many;
import io.iotflow.ingest.reading.DecodedBody.One;
import io.iotflow.ingest.reading.DecodedBody.Unreadable;
import io.iotflow.ingest.reading.DecodedItem.Accepted;
import io.iotflow.ingest.reading.DecodedItem.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingDecoderTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123Z");
    private static final DeviceId DEVICE = new DeviceId(7);

    private final ReadingDecoder decoder = decoder();

    @Test
    void readsEveryTypeAsItWasSent() {
        Reading reading = accepted("""
                {"data":{"n":21.5,"whole":7,"big":9223372036854775807,"on":false,"mode":"eco","none":null,
                "position":{"x": [1, 2]}},"metadata":{"site":"A"},"timestamp":"2026-06-15T10:00:00+02:00"}""");

        assertThat(reading.fields())
                .containsExactly(
                        field("n", new NumberValue(21.5)),
                        field("whole", new NumberValue(7)),
                        field("big", new IntegerValue(Long.MAX_VALUE)),
                        field("on", new BooleanValue(false)),
                        field("mode", new TextValue("eco")),
                        field("position", new JsonValue("{\"x\": [1, 2]}")));
        assertThat(reading.metadata()).containsExactly(field("site", new TextValue("A")));
        assertThat(reading.timestamp()).isEqualTo("2026-06-15T08:00:00Z");
    }

    @Test
    void readsTheFlatFormWithoutItsKey() {
        Reading reading = accepted("{\"temperature\":1,\"api_key\":\"secret\",\"ts\":1781517600}");

        assertThat(reading.fields()).containsOnlyKeys("temperature");
        assertThat(reading.timestamp()).isEqualTo("2026-06-15T10:00:00Z");
    }

    @Test
    void givesReadingsWithoutATimeOneThatIsTheirOwn() {
        assertThat(accepted("{\"a\":1}").timestamp()).isEqualTo(NOW);
        assertThat(accepted("{\"a\":1,\"timestamp\":null}").timestamp()).isEqualTo(NOW.plusMillis(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":{}}                                         | no_fields",
                "{\"a\":null}                                          | no_fields",
                "{\"data\":5}                                          | wrong_type",
                "{\"data\":{\"\":1}}                                   | bad_field_name",
                "{\"a\":1e999}                                         | number_too_large",
                "{\"a\":9223372036854775808}                           | number_too_large",
                "{\"a\":1,\"timestamp\":\"yesterday\"}                 | bad_timestamp",
                "{\"a\":1,\"timestamp\":true}                          | bad_timestamp",
                "{\"a\":1,\"timestamp\":\"2026-06-17T12:00:00Z\"}      | timestamp_out_of_range",
                "{\"a\":1,\"timestamp\":\"1999-12-31T23:59:59Z\"}      | timestamp_out_of_range",
            })
    void saysWhyItRefuses(String body, String code) {
        assertThat(decode(body))
                .isInstanceOfSatisfying(
                        One.class,
                        one -> assertThat(one.item())
                                .isInstanceOfSatisfying(
                                        Rejected.class,
                                        rejected -> assertThat(rejected.code()).isEqualTo(code)));
    }

    @Test
    void refusesTooManyFieldsAndTooLongTexts() {
        String fields = IntStream.rangeClosed(0, Reading.MOST_FIELDS)
                .mapToObj(i -> "\"f" + i + "\":1")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(rejection(fields).code()).isEqualTo("too_many_fields");
        assertThat(rejection("{\"a\":\"" + "ä".repeat(20_000) + "\"}").code()).isEqualTo("text_too_long");
    }

    @Test
    void keepsTheOthersWhenOneOfAnArrayIsRefused() {
        assertThat(decode("[{\"a\":1},{\"data\":{\"x\":{\"y\":1e999}},\"a\":{}},5,{\"b\":2}]"))
                .isInstanceOfSatisfying(
                        Many.class,
                        many -> assertThat(kinds(many))
                                .containsExactly("Accepted", "Accepted", "Rejected", "Accepted"));
    }

    @Test
    void readsOneReadingALine() {
        byte[] body = "{\"a\":1}\r\n\n nonsense\n{\"a\":2}\n[{\"a\":3}]".getBytes(StandardCharsets.UTF_8);

        assertThat(decoder.decodeLines(DEVICE, body))
                .isInstanceOfSatisfying(
                        Many.class,
                        many -> assertThat(kinds(many))
                                .containsExactly("Accepted", "Rejected", "Accepted", "Rejected"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"a\":1", "{\"a\":1}{}", "5", "[]", "''", "{\"a\":NaN}"})
    void isNoReadingAtAll(String body) {
        assertThat(decode(body)).isInstanceOf(Unreadable.class);
    }

    private static List<String> kinds(Many many) {
        return many.items().stream()
                .map(item -> item.getClass().getSimpleName())
                .toList();
    }

    private Rejected rejection(String body) {
        return decode(body) instanceof One(Rejected rejected) ? rejected : new Rejected("", "", "was not rejected");
    }

    private Reading accepted(String body) {
        if (decode(body) instanceof One(Accepted(Reading reading))) {
            return reading;
        }
        throw new AssertionError("not accepted: " + body);
    }

    private DecodedBody decode(String body) {
        return decoder.decode(DEVICE, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map.Entry<String, FieldValue> field(String name, FieldValue value) {
        return Map.entry(name, value);
    }

    private static ReadingDecoder decoder() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Limits limits = new Limits();
        return new ReadingDecoder(new ReadingTime(clock, new ArrivalTimes(clock), limits), limits);
    }

    /** The defaults. */
    private static final class Limits implements ReadingSettings {
        @Override
        public int largestText() {
            return 32_768;
        }

        @Override
        public int mostReadings() {
            return 10_000;
        }

        @Override
        public int largestBody() {
            return 65_536;
        }

        @Override
        public int largestBatchBody() {
            return 4_194_304;
        }

        @Override
        public Duration aheadOfTime() {
            return Duration.ofHours(24);
        }

        @Override
        public Instant earliest() {
            return Instant.parse("2000-01-01T00:00:00Z");
        }
    }
}
