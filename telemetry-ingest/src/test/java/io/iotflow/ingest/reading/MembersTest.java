package io.iotflow.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.ingest.reading.DecodedBody.Many;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which members of a reading count, and which of several with one name. */
class MembersTest {

    private final TestReadings readings = new TestReadings();

    @Test
    void takesTheLastOfMembersWithOneName() {
        assertThat(readings.accepted("{\"a\":1,\"a\":\"x\"}").fields())
                .containsOnly(Map.entry("a", new TextValue("x")));
        assertThat(readings.accepted("{\"a\":1,\"b\":2,\"a\":null}").fields()).containsOnlyKeys("b");
        assertThat(readings.accepted("{\"data\":{\"a\":1},\"data\":{\"b\":2}}").fields())
                .containsOnlyKeys("b");
        assertThat(readings.accepted("{\"a\":1,\"metadata\":{\"x\":1},\"metadata\":{\"y\":1}}")
                        .metadata())
                .containsOnlyKeys("y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"a\":1},\"b\":1e999,\"\":2,\"c\":[1]}",
                "{\"b\":1e999,\"\":2,\"c\":[1],\"data\":{\"a\":1}}",
                "{\"api_key\":{\"x\":[1e999]},\"data\":{\"a\":1},\"metadata\":null,\"timestamp\":null}"
            })
    void ignoresWhatStandsBesideData(String body) {
        Reading reading = readings.accepted(body);

        assertThat(reading.fields()).containsExactly(Map.entry("a", new NumberValue(1)));
        assertThat(reading.metadata()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                      | no_fields",
                "{\"data\":{}}                           | no_fields",
                "{\"data\":{\"a\":null}}                 | no_fields",
                "{\"data\":{},\"b\":1}                   | no_fields",
                "{\"metadata\":{\"a\":1}}                | no_fields",
                "{\"timestamp\":1781517600}              | no_fields",
                "{\"data\":null,\"b\":1}                 | wrong_type",
                "{\"data\":[1]}                          | wrong_type",
                "{\"data\":\"x\"}                        | wrong_type",
                "{\"a\":1,\"metadata\":5}                | wrong_type",
                "{\"a\":1,\"metadata\":[{}]}             | wrong_type",
                "{\"a\":1,\"metadata\":\"x\"}            | wrong_type",
                "{\"a\":1,\"metadata\":{\"\":1}}         | bad_field_name",
                "{\"a\":1,\"metadata\":{\"x\":1e999}}    | number_too_large",
                "{\"b\":1e999,\"a\":1}                   | number_too_large",
            })
    void refusesAReadingWhole(String body, String code) {
        assertThat(readings.refusal(body)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "{\"data\":%s}", "{\"a\":1,\"metadata\":%s}"})
    void takes256FieldsAndRefuses257(String form) {
        assertThat(readings.refusal(form.formatted(fields(256)))).isEqualTo("was not refused");
        assertThat(readings.refusal(form.formatted(fields(257)))).isEqualTo("too_many_fields");
    }

    @Test
    void goesOnWithTheNextReadingWhereverOneWasRefused() {
        DecodedBody decoded =
                readings.decode("[{\"data\":{\"\":{\"x\":[1,{}]}},\"m\":{}},{\"metadata\":[[{}]],\"a\":1},"
                        + "{\"timestamp\":{\"x\":[{}]},\"a\":1},{\"\":[{\"y\":[]}]},[[{}]],null,{\"a\":1}]");

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Many.class,
                        many -> assertThat(many.items())
                                .extracting(item -> item.getClass().getSimpleName())
                                .containsExactly(
                                        "Rejected",
                                        "Rejected",
                                        "Rejected",
                                        "Rejected",
                                        "Rejected",
                                        "Rejected",
                                        "Accepted"));
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }
}
