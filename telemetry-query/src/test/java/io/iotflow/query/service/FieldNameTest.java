package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.Reading;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names of fields that a query language would read otherwise, over real HTTP from the real IoTDB. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class FieldNameTest {

    private final TelemetryWriter writer;
    private final long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);
    private Calls calls;

    @TestHTTPResource
    URI service = URI.create("/");

    FieldNameTest(TelemetryWriter writer) {
        this.writer = writer;
        this.calls = new Calls(service, writer);
    }

    @BeforeEach
    void callTheService() {
        calls = new Calls(service, writer);
    }

    @Test
    void namesThatLookLikeSomethingElseAreNames() throws Exception {
        Map<String, Double> fields = new LinkedHashMap<>();
        for (String name : List.of("a.b", "a b", "q\"uo'te", "`back`", "root.**", "\uD83D\uDE00", "n".repeat(64))) {
            fields.put(name, (double) fields.size());
        }
        calls.write(at(0, fields));

        assertThat(calls.get("/" + device + "/fields").get("fields").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(fields.keySet());
        String ndjson = calls.text("/" + device + "/export?format=ndjson");
        for (Map.Entry<String, Double> field : fields.entrySet()) {
            String name = URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8);
            assertThat(calls.get("/" + device + "/aggregated?aggregation=max&field=" + name + "&" + Calls.DAY)
                            .at("/data/0/value")
                            .asDouble(-1))
                    .isEqualTo(field.getValue());
            assertThat(calls.get("/" + device + "?fields=" + name + "&" + Calls.DAY)
                            .at("/data/0/data"))
                    .isEqualTo(Calls.JSON.valueToTree(
                            Map.of(field.getKey(), field.getValue().intValue())));
            assertThat(Calls.JSON
                            .readTree(ndjson.lines().findFirst().orElseThrow())
                            .at("/data")
                            .has(field.getKey()))
                    .isTrue();
        }
    }

    private Reading at(long millis, Map<String, Double> numbers) {
        return Calls.reading(device, millis, numbers);
    }
}
