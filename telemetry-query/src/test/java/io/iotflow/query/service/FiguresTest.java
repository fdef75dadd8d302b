package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The figures of all readings, when counting takes longer than anybody waits. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
@QuarkusTestResource(value = NoPatience.class, restrictToAnnotatedClass = true)
class FiguresTest {

    private final TelemetryWriter writer;

    @TestHTTPResource
    URI service = URI.create("/");

    FiguresTest(TelemetryWriter writer) {
        this.writer = writer;
    }

    @Test
    void nobodyWaitsForACountAndTheNextOneKnowsMore() throws Exception {
        long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);

        JsonNode first = figures();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> figures().path("stored_total").isNumber());
        long before = figures().path("stored_total").asLong();
        new Calls(service, writer).write(Calls.reading(device, 1, Map.of("t", 1.0)));

        assertThat(first.path("stored_total").isNull()).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> figures().path("stored_total").asLong() > before);
        assertThat(figures().path("counted_at").isTextual()).isTrue();
        assertThat(figures().path("last_24h").isNumber()).isTrue();
        assertThat(figures().path("rate_1m").isNumber()).isTrue();
    }

    private JsonNode figures() throws Exception {
        Calls calls = new Calls(service, writer);
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/internal/telemetry/figures"))
                .header("Authorization", "admin test");
        return Calls.JSON.readTree(calls.send(request).body());
    }
}
