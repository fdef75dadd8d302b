package io.iotflow.query.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingJsonTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String BEGIN = "{\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"device_id\":7,";

    @Test
    void writesEachFieldInItsPlaceAndAtTheTop() throws JsonProcessingException {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        fields.put("a", new NumberValue(21.5));
        fields.put("whole", new NumberValue(21));
        fields.put("exact", new IntegerValue(9_007_199_254_740_995L));
        fields.put("on", new BooleanValue(true));
        fields.put("at", new JsonValue("{\"x\":[1,2]}"));

        String json = text(reading(fields, Map.of("site", new TextValue("A"))));

        String members = "\"a\":21.5,\"whole\":21,\"exact\":9007199254740995,\"on\":true,\"at\":{\"x\":[1,2]}";
        assertThat(json).isEqualTo(BEGIN + "\"data\":{" + members + "},\"metadata\":{\"site\":\"A\"}," + members + "}");
    }

    @Test
    void leavesATakenNameWhereItCantBeMistaken() throws JsonProcessingException {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        fields.put("timestamp", new NumberValue(1));
        fields.put("b", new NumberValue(2));

        String json = text(reading(fields, Map.of()));

        assertThat(json).isEqualTo(BEGIN + "\"data\":{\"timestamp\":1,\"b\":2},\"metadata\":{},\"b\":2}");
    }

    @Test
    void escapesWhatANameAndAValueMayContain() throws JsonProcessingException {
        String hostile = "\"</script>\\\n\u0001 ä \uD83D\uDE00";
        Map<String, FieldValue> fields = Map.of(hostile, new TextValue(hostile));

        String json = text(reading(fields, Map.of()));

        assertThat(new ObjectMapper().readTree(json).path("data").path(hostile).textValue())
                .isEqualTo(hostile);
        assertThat(new ObjectMapper().readTree(json).path(hostile).textValue()).isEqualTo(hostile);
    }

    @Test
    void writesManyOfOneAnswerAlike() throws JsonProcessingException {
        Reading one = reading(Map.of("a", new NumberValue(1)), Map.of());
        Reading other = reading(Map.of("a", new NumberValue(2)), Map.of());

        String json = new ObjectMapper().writeValueAsString(List.of(new ReadingJson(one), new ReadingJson(other)));

        assertThat(json).isEqualTo("[" + text(one) + "," + text(other) + "]");
    }

    private static Reading reading(Map<String, FieldValue> fields, Map<String, FieldValue> metadata) {
        return new Reading(new DeviceId(7), TIME, fields, metadata);
    }

    private static String text(Reading reading) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(new ReadingJson(reading));
    }
}
