package io.iotflow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.ext.web.RoutingContext;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsInHandTest {

    private static final Duration ABANDONED = Duration.ofMillis(300);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final FilteredServer server = new FilteredServer(new RequestsInHand(new TwoAtOnce(), metrics)::register);

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void oneMoreIsToldToComeAgainUntilOneIsAnswered() throws Exception {
        CompletableFuture<HttpResponse<String>> one = server.send("/held", "x");
        RoutingContext first = server.held.take();
        server.send("/held", "x");
        server.held.take();

        HttpResponse<String> refused =
                server.send("/at-once", "x".repeat(1_000_000)).get();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body()).contains("\"instance\":\"/at-once\"", "too many requests in hand");
        assertThat(turnedAway()).isEqualTo(1);

        first.vertx().runOnContext(_ -> first.end("answered"));
        assertThat(one.get().body()).isEqualTo("answered");
        assertThat(server.send("/at-once", "x").get().statusCode()).isEqualTo(200);
        assertThat(turnedAway()).isEqualTo(1);
    }

    @Test
    void whatItsClientLeftBehindCountsForAWhile() throws Exception {
        abandon();
        abandon();

        assertThat(server.send("/at-once", "x").get().statusCode()).isEqualTo(503);

        long gone = System.nanoTime();
        int status = 503;
        while (status == 503
                && System.nanoTime() - gone < Duration.ofSeconds(20).toNanos()) {
            status = server.send("/at-once", "x").get().statusCode();
        }
        assertThat(status).isEqualTo(200);
        assertThat(System.nanoTime() - gone).isGreaterThan(ABANDONED.toNanos() / 2);
    }

    private double turnedAway() {
        return metrics.counter("iotflow.requests.turned.away").count();
    }

    /** A request whose client has gone, and whose end the server has seen. */
    private void abandon() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.getOutputStream()
                    .write("GET /held HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            server.held.take().request().connection().closeHandler(_ -> closed.complete(null));
        }
        closed.get();
    }

    private record TwoAtOnce() implements RequestSettings {

        @Override
        public int mostInHand() {
            return 2;
        }

        @Override
        public Duration abandonedFor() {
            return ABANDONED;
        }
    }
}
