package io.iotflow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.ext.web.RoutingContext;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoppingTest {

    private final Stopping stopping = new Stopping();
    private final FilteredServer server = new FilteredServer(stopping::register);

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void aNewRequestIsToldToComeAgain() throws Exception {
        assertThat(server.send("/at-once", "x").get().statusCode()).isEqualTo(200);

        stopping.begin(new ShutdownDelayInitiatedEvent());

        HttpResponse<String> answer =
                server.send("/at-once", "x".repeat(1_000_000)).get();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("X-Request-ID").orElseThrow()).isNotEmpty();
        assertThat(answer.body()).contains("\"instance\":\"/at-once\"", "stopping");
    }

    @Test
    void aRequestInFlightIsFinished() throws Exception {
        CompletableFuture<HttpResponse<String>> held = server.send("/held", "x");
        RoutingContext exchange = server.held.take();

        stopping.begin(new ShutdownDelayInitiatedEvent());
        exchange.vertx().runOnContext(_ -> exchange.end("finished"));

        assertThat(held.get().body()).isEqualTo("finished");
    }
}
