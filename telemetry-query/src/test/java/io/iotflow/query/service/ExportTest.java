package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole ranges as files, over real HTTP from the real IoTDB. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class ExportTest {

    private final TelemetryWriter writer;
    private final long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);
    private Calls calls;

    @TestHTTPResource
    URI service = URI.create("/");

    ExportTest(TelemetryWriter writer) {
        this.writer = writer;
        this.calls = new Calls(service, writer);
    }

    @BeforeEach
    void callTheService() {
        calls = new Calls(service, writer);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 14, 100})
    void exportsEveryRowAndSaysHowMany(int rows) throws Exception {
        for (int i = 0; i < rows; i++) {
            calls.write(Calls.reading(device, i, Map.of("t", 1.0)));
        }

        assertThat(calls.text("/" + device + "/export?format=csv").lines())
                .hasSize(rows + 2)
                .last()
                .isEqualTo("# row_count=" + rows);
        assertThat(calls.text("/" + device + "/export?format=ndjson").lines())
                .hasSize(rows + 1)
                .last()
                .isEqualTo("{\"row_count\":" + rows + "}");
        JsonNode json = Calls.JSON.readTree(calls.text("/" + device + "/export?format=json"));
        assertThat(json.get("row_count").asInt())
                .isEqualTo(rows)
                .isEqualTo(json.get("data").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | text/csv",
                "application/x-ndjson | application/x-ndjson",
                "application/json | application/json",
                "*/* | application/json",
                "text/html, application/ndjson;q=0.9, */*;q=0.1 | application/x-ndjson",
                "text/csv;q=0.2, application/json;q=0.8 | application/json",
            })
    void exportsWhatTheCallerAccepts(String accepted, String type) throws Exception {
        calls.write(Calls.reading(device, 0, Map.of("t", 1.0)));

        HttpResponse<String> answer = calls.send(
                calls.request("/" + device + "/export", Map.of("Authorization", "admin test", "Accept", accepted)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isEqualTo(type + ";charset=UTF-8");
    }
}
