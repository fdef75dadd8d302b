package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.identity.DeviceFeed.Kind;
import io.iotflow.identity.KeyOfSeven;
import io.iotflow.live.LivePublisher;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream over real HTTP; what the store took goes through the real Redis. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
@Timeout(30)
class LiveStreamTest {

    private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TelemetryWriter writer;
    private final LivePublisher publisher;
    private final KnownFleet fleet;
    private final KeyOfSeven keys;
    private final DeviceFeed feed;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DeviceId device = new DeviceId(ThreadLocalRandom.current().nextLong(1000, 1L << 40));

    @TestHTTPResource
    URI service = URI.create("/");

    LiveStreamTest(
            TelemetryWriter writer, LivePublisher publisher, KnownFleet fleet, KeyOfSeven keys, DeviceFeed feed) {
        this.writer = writer;
        this.publisher = publisher;
        this.fleet = fleet;
        this.keys = keys;
        this.feed = feed;
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

    @ParameterizedTest
    @CsvSource({
        "/404/stream, admin test, 404",
        "/stream?group=nobody, admin test, 404",
        "/stream, admin test, 400",
        "/stream?group=nobody, admin wrong, 401"
    })
    void whoAsksForEventsAloneIsRefusedInWords(String path, String credential, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/api/v1/telemetry" + path))
                .header("Authorization", credential)
                .header("Accept", "text/event-stream")
                .build();

        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    @Test
    void aReaderWhoComesBackGetsWhatItMissed() throws Exception {
        take(reading(0), reading(1), reading(2));

        try (BufferedReader events = open(Long.toString(TIME.toEpochMilli()))) {
            assertThat(lineThatStartsWith(events, "id:")).isEqualTo("id: " + (TIME.toEpochMilli() + 1));
            assertThat(lineThatStartsWith(events, "id:")).isEqualTo("id: " + (TIME.toEpochMilli() + 2));
        }
    }

    @Test
    void aWatcherOfAGroupSeesItsMembersAndThoseWhoJoin() throws Exception {
        DeviceId other = new DeviceId(device.value() + 1);
        fleet.group("watched", device);
        try (BufferedReader events = open("/stream?group=watched", "")) {
            lineThatStartsWith(events, ": heartbeat");
            take(reading(0));
            lineThatStartsWith(events, "event: reading");
            assertThat(lineThatStartsWith(events, "data:")).contains("\"device_id\":" + device);

            fleet.group("watched", device, other);
            Reading joined = new Reading(other, TIME, Map.of("t", new NumberValue(7)), Map.of());
            // It stops reading there: a reader that is read from can't be closed.
            CompletableFuture<Boolean> seen = CompletableFuture.supplyAsync(
                    () -> events.lines().anyMatch(line -> line.contains("\"device_id\":" + other)));
            await().atMost(PATIENCE).until(() -> {
                take(joined);
                return seen.isDone();
            });
            assertThat(seen.get()).isTrue();
        }
    }

    @Test
    void aSlowReaderIsToldHowMuchItLostAndHoldsUpNobody() throws Exception {
        int batches = 5;
        // With so small a window little fits between the two sides; the rest has to wait in the service.
        try (Socket slow = new Socket();
                BufferedReader other = open("")) {
            lineThatStartsWith(other, ": heartbeat");
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(service.getHost(), service.getPort()));
            BufferedReader events = ask(slow);
            lineThatStartsWith(events, ": heartbeat");
            Map<String, FieldValue> large = Map.of("t", new TextValue("x".repeat(10_000)));
            for (int batch = 0; batch < batches; batch++) {
                publisher.published(
                        Collections.nCopies(100, new Reading(device, TIME.plusMillis(batch), large, Map.of())));
            }
            take(reading(batches));
            lineThatStartsWith(other, "id: " + (TIME.toEpochMilli() + batches));

            lineThatStartsWith(events, "event: lost");
            assertThat(lineThatStartsWith(events, "data:")).containsPattern("\\{\"readings\":[1-9]\\d*}");
        }
    }

    @Test
    void aStreamEndsWhenItsKeyIsRevoked() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/api/v1/telemetry/7/stream"))
                .header("X-API-Key", EveryDevice.KEY_OF_SEVEN)
                .header("Accept", "text/event-stream")
                .build();
        try (BufferedReader events = lines(request)) {
            lineThatStartsWith(events, ": heartbeat");
            keys.hold(false);
            feed.announce(Kind.CHANGED, new DeviceId(7)).await().atMost(PATIENCE);
            lineThatStartsWith(events, "event: end");
        } finally {
            keys.hold(true);
        }
    }

    @Test
    void aWebSocketSaysTheSame() throws Exception {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        WebSocket socket = socket("admin test", said);
        take(reading(5));
        assertThat(said.take())
                .contains("\"event\":\"reading\"", "\"t\":5", "\"id\":\"" + (TIME.toEpochMilli() + 5) + "\"");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void aWebSocketWithoutACredentialIsRefused() {
        assertThatThrownBy(() -> socket("admin wrong", new LinkedBlockingQueue<>()))
                .cause()
                .isInstanceOf(WebSocketHandshakeException.class)
                .extracting(failure ->
                        ((WebSocketHandshakeException) failure).getResponse().statusCode())
                .isEqualTo(401);
    }

    /** Open, and announced to those who publish. */
    private WebSocket socket(String credential, BlockingQueue<String> said) throws Exception {
        CountDownLatch alive = new CountDownLatch(1);
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                said.add(text.toString());
                socket.request(1);
                return null;
            }

            @Override
            public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
                alive.countDown();
                socket.request(1);
                return null;
            }
        };
        URI address = URI.create(service.resolve("/api/v1/telemetry/" + device + "/stream")
                .toString()
                .replaceFirst("http", "ws"));
        WebSocket socket = http.newWebSocketBuilder()
                .header("Authorization", credential)
                .buildAsync(address, listener)
                .get();
        alive.await();
        return socket;
    }

    private BufferedReader open(String lastEventId) throws IOException, InterruptedException {
        return open("/" + device + "/stream", lastEventId);
    }

    private BufferedReader open(String path, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/api/v1/telemetry" + path))
                .header("Authorization", "admin test")
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return lines(request.build());
    }

    private BufferedReader ask(Socket socket) throws IOException {
        String request = "GET /api/v1/telemetry/" + device
                + "/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: admin test\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private BufferedReader lines(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
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
