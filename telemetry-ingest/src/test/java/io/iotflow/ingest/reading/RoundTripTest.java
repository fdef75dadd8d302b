package io.iotflow.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.FieldName;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.store.TestSeriesNames;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Whatever is legal comes through the decoder and the names of the store as it was. */
class RoundTripTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of("data", "metadata", "timestamp", "ts", "api_key");

    private final TestReadings readings = new TestReadings();

    @Property
    void namesComeBackAsTheyWere(@ForAll("names") String name) throws JsonProcessingException {
        String object = JSON.writeValueAsString(Map.of(name, true));

        assertThat(readings.accepted("{\"data\":%1$s,\"metadata\":%1$s}".formatted(object)))
                .satisfies(reading -> assertThat(reading.fields()).containsOnlyKeys(name))
                .satisfies(reading -> assertThat(reading.metadata()).containsOnlyKeys(name));
        assertThat(TestSeriesNames.writtenAndRead(name)).isEqualTo(name);
    }

    @Property
    void flatNamesComeBackAsTheyWere(@ForAll("names") String name) throws JsonProcessingException {
        String flat = MEMBERS.contains(name) ? name + "_" : name;

        assertThat(readings.accepted(JSON.writeValueAsString(Map.of(flat, true)))
                        .fields())
                .containsOnlyKeys(flat);
    }

    @Property
    void numbersComeBackAsTheyWere(@ForAll double number) throws JsonProcessingException {
        assertThat(decoded(number)).isEqualTo(new NumberValue(number));
    }

    @Property
    void integersComeBackAsTheyWere(@ForAll long integer) throws JsonProcessingException {
        assertThat(decoded(integer)).isEqualTo(FieldValue.ofInteger(integer));
    }

    @Property
    void textsComeBackAsTheyWere(@ForAll("texts") String text) throws JsonProcessingException {
        assertThat(decoded(text)).isEqualTo(new TextValue(text));
    }

    @Property
    void truthComesBackAsItWas(@ForAll boolean truth) throws JsonProcessingException {
        assertThat(decoded(truth)).isEqualTo(new BooleanValue(truth));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> any = texts().ofMinLength(1).ofMaxLength(FieldName.LONGEST / 2);
        Arbitrary<String> tricky = Arbitraries.strings()
                .withChars("_x0aAmet. `\"\\/$'äß")
                .ofMinLength(1)
                .ofMaxLength(FieldName.LONGEST);
        Arbitrary<String> likeMetadata =
                tricky.filter(name -> name.length() < 50).map("meta_"::concat);
        return Arbitraries.oneOf(any, tricky, likeMetadata).filter(FieldName::isLegal);
    }

    @Provide
    StringArbitrary texts() {
        return Arbitraries.strings()
                .withCharRange('\0', '\uD7FF')
                .withCharRange('\uE000', '\uFFFF')
                .ofMaxLength(200);
    }

    private FieldValue decoded(Object value) throws JsonProcessingException {
        return readings.value(JSON.writeValueAsString(value));
    }
}
