package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.Reading;
import io.iotflow.live.LivePublisher;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream over real HTTP; what the store took goes through the real Redis. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
@Timeout(30)
class LiveStreamTest {

    private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TelemetryWriter writer;
    private final LivePublisher publisher;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DeviceId device = new DeviceId(ThreadLocalRandom.current().nextLong(1000, 1L << 40));

    @TestHTTPResource
    URI service = URI.create("/");

    LiveStreamTest(TelemetryWriter writer, LivePublisher publisher) {
        this.writer = writer;
        this.publisher = publisher;
    }

    @Test
    void aWatcherSeesWhatTheStoreTookWithinASecond() throws Exception {
        try (BufferedReader events = open("")) {
            lineThatStartsWith(events, ": heartbeat");
            Reading reading = reading(0);
            long before = System.nanoTime();

            take(reading);

            assertThat(lineThatStartsWith(events, "id:")).isEqualTo("id: " + TIME.toEpochMilli());
            assertThat(lineThatStartsWith(events, "data:")).contains("\"t\":0");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aReaderWhoComesBackGetsWhatItMissed() throws Exception {
        take(reading(0), reading(1), reading(2));

        try (BufferedReader events = open(Long.toString(TIME.toEpochMilli()))) {
            assertThat(lineThatStartsWith(events, "id:")).isEqualTo("id: " + (TIME.toEpochMilli() + 1));
            assertThat(lineThatStartsWith(events, "id:")).isEqualTo("id: " + (TIME.toEpochMilli() + 2));
        }
    }

    private BufferedReader open(String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/api/v1/telemetry/" + device + "/stream"))
                .header("Authorization", "admin test");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String lineThatStartsWith(BufferedReader events, String start) throws IOException {
        String line = events.readLine();
        while (!line.startsWith(start)) {
            line = events.readLine();
        }
        return line;
    }

    private Reading reading(int millis) {
        return new Reading(device, TIME.plusMillis(millis), Map.of("t", new NumberValue(millis)), Map.of());
    }

    private void take(Reading... readings) {
        writer.write(List.of(readings)).await().atMost(PATIENCE);
        publisher.published(List.of(readings));
    }
}
