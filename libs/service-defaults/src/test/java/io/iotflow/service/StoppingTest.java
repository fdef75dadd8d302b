package io.iotflow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoppingTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Stopping stopping = new Stopping();
    private final BlockingQueue<RoutingContext> inFlight = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void aService() {
        Filters filters = new Filters();
        new RequestFrame(RandomGenerator.getDefault()).register(filters);
        stopping.register(filters);
        Router router = Router.router(vertx);
        filters.getFilters().stream()
                .sorted((one, other) -> Integer.compare(other.getPriority(), one.getPriority()))
                .forEach(filter -> router.route().handler(filter.getHandler()));
        router.route("/held").handler(inFlight::add);
        router.route("/at-once").handler(exchange -> exchange.end("taken"));
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.shutdownNow();
    }

    @Test
    void aNewRequestIsToldToComeAgain() throws Exception {
        assertThat(send("/at-once", "x").statusCode()).isEqualTo(200);

        stopping.begin(new ShutdownDelayInitiatedEvent());

        HttpResponse<String> answer = send("/at-once", "x".repeat(1_000_000));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("X-Request-ID").orElseThrow()).isNotEmpty();
        assertThat(answer.body()).contains("\"instance\":\"/at-once\"", "stopping");
    }

    @Test
    void aRequestInFlightIsFinished() throws Exception {
        CompletableFuture<HttpResponse<String>> held =
                http.sendAsync(request("/held", "x"), HttpResponse.BodyHandlers.ofString());
        RoutingContext exchange = inFlight.take();

        stopping.begin(new ShutdownDelayInitiatedEvent());
        exchange.vertx().runOnContext(_ -> exchange.end("finished"));

        assertThat(held.get().body()).isEqualTo("finished");
    }

    private HttpResponse<String> send(String path, String body) throws Exception {
        return http.send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
