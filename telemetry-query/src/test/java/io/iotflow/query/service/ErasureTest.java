package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.Reading;
import io.iotflow.operator.Operator;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What erasure takes, and what it leaves, over real HTTP in the real IoTDB. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class ErasureTest {

    private final TelemetryWriter writer;
    private final WrittenChanges audit;
    private Calls calls;
    private final long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);

    @TestHTTPResource
    URI service = URI.create("/");

    ErasureTest(TelemetryWriter writer, WrittenChanges audit) {
        this.writer = writer;
        this.audit = audit;
        this.calls = new Calls(service, writer);
    }

    @BeforeEach
    void callTheService() {
        calls = new Calls(service, writer);
    }

    @Test
    void deletesExactlyTheInclusiveRange() throws Exception {
        calls.write(one(999), one(1000), one(1500), one(2000), one(2001));

        HttpResponse<String> answer =
                calls.send("DELETE", "/" + device + "?start_time=2026-01-02T00:00:01Z&stop_time=2026-01-02T00:00:02Z");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Calls.JSON.readTree(answer.body()).get("points").asInt()).isEqualTo(3);
        assertThat(calls.get("/" + device + "?" + Calls.DAY + "&order=asc")
                        .get("data")
                        .findValuesAsText("timestamp"))
                .containsExactly("2026-01-02T00:00:00.999Z", "2026-01-02T00:00:02.001Z");
    }

    @Test
    void deletesWhatTheBodyNames() throws Exception {
        calls.write(one(999), one(1000), one(2000), one(2001));
        HttpResponse<String> answer = calls.send(
                "DELETE", "/" + device, "{\"start_time\":\"2026-01-02T00:00:01Z\",\"stop_time\":1767312002000}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Calls.JSON.readTree(answer.body()).get("points").asInt()).isEqualTo(2);
        assertThat(calls.get("/" + device + "?" + Calls.DAY + "&order=asc")
                        .get("data")
                        .findValuesAsText("timestamp"))
                .containsExactly("2026-01-02T00:00:00.999Z", "2026-01-02T00:00:02.001Z");
    }

    @Test
    void writesDownWhoErasesWhatBeforeItGoes() throws Exception {
        calls.write(one(1000), one(1500));

        calls.send("DELETE", "/" + device + "?start_time=2026-01-02T00:00:01Z&stop_time=2026-01-02T00:00:02Z");

        assertThat(audit.of(device)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(Operator.CONFIGURED);
            assertThat(entry.change().action()).isEqualTo("telemetry.erase");
            assertThat(entry.change().before().orElseThrow())
                    .isEqualTo(Map.of(
                            "start_time",
                            "2026-01-02T00:00:01.000Z",
                            "stop_time",
                            "2026-01-02T00:00:02.000Z",
                            "points",
                            2L));
        });
    }

    @Test
    void erasesNothingThatIsNotInTheAudit() throws Exception {
        calls.write(one(1000));
        audit.fallSilentFor(device);

        HttpResponse<String> refused =
                calls.send("DELETE", "/" + device + "?start_time=2026-01-02T00:00:01Z&stop_time=2026-01-02T00:00:02Z");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("Nothing was changed");
        assertThat(calls.get("/" + device + "?" + Calls.DAY).get("data")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"start_time\":\"-1h\"}", "{\"start_time\":true,\"stop_time\":\"now\"}"})
    void deletesNothingWithoutASpan(String body) throws Exception {
        assertThat(calls.send("DELETE", "/" + device, body).statusCode()).isEqualTo(400);
    }

    private Reading one(long millis) {
        return Calls.reading(device, millis, Map.of("t", 1.0));
    }
}
