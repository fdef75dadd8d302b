package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.Reading;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final double SECRET = 987_654_321;
    private static final List<String> NAMES = List.of(
            "a.b",
            "a b",
            "q\"uo'te",
            "`back`",
            "root.**",
            "\uD83D\uDE00",
            "n".repeat(64),
            "\uD83D\uDE00".repeat(64),
            "meta_x",
            "_x0041",
            "select",
            "A",
            "a");

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
        for (String name : NAMES) {
            fields.put(name, (double) fields.size());
        }
        calls.write(at(0, fields));

        assertThat(calls.get("/" + device + "/fields").get("fields").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(fields.keySet());
        String ndjson = calls.text("/" + device + "/export?format=ndjson");
        assertThat(csvHead()).containsAll(fields.keySet());
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

    @Test
    void aNameReachesNoOtherDevice() throws Exception {
        long other = device * 10 + 1;
        Map<String, Double> secrets = new LinkedHashMap<>();
        NAMES.forEach(name -> secrets.put(name, SECRET));
        secrets.put("t", SECRET);
        calls.write(Calls.reading(other, 0, secrets), Calls.reading(device, 0, Map.of("own", 1.0)));
        List<String> names = new ArrayList<>(NAMES);
        names.addAll(pathsOf(other));
        for (String field : names) {
            String name = URLEncoder.encode(field, StandardCharsets.UTF_8);
            for (String path : List.of(
                    "?fields=" + name + "&" + Calls.DAY,
                    "/aggregated?aggregation=max&field=" + name + "&" + Calls.DAY,
                    "/export?format=ndjson&fields=" + name)) {
                HttpResponse<String> answer = calls.send("GET", "/" + device + path);
                assertThat(answer.statusCode()).as(path).isIn(200, 400);
                assertThat(answer.body()).as(path).doesNotContain("987654321");
            }
        }
        for (String path : List.of("/fields", "/latest", "/export?format=csv", "?" + Calls.DAY)) {
            assertThat(calls.text("/" + device + path)).contains("own").doesNotContain("987654321", "root.**");
        }
    }

    private static List<String> pathsOf(long other) {
        return List.of(
                "*",
                "**",
                "t",
                "n_t",
                "root.iotflow.d" + other + ".n_t",
                "../d" + other + "/t",
                "own from root.iotflow.d" + other + " --",
                "own`, `n_t` from root.iotflow.d" + other + ";",
                "own), max_value(root.iotflow.d" + other + ".n_t");
    }

    private List<String> csvHead() throws Exception {
        String head = calls.text("/" + device + "/export?format=csv")
                .lines()
                .findFirst()
                .orElseThrow();
        return Arrays.stream(head.split(",", -1))
                .map(cell -> cell.replaceAll("^\"|\"$", "").replace("\"\"", "\""))
                .toList();
    }

    private Reading at(long millis, Map<String, Double> numbers) {
        return Calls.reading(device, millis, numbers);
    }
}
