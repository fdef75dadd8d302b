package io.iotflow.service;

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
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A server behind filters of ours; {@code /held} is answered by the test, {@code /at-once} by itself. */
final class FilteredServer implements AutoCloseable {

    /** Requests that wait for the test. */
    final BlockingQueue<RoutingContext> held = new LinkedBlockingQueue<>();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    FilteredServer(Consumer<Filters> filter) {
        Filters filters = new Filters();
        new RequestFrame(RandomGenerator.getDefault()).register(filters);
        filter.accept(filters);
        Router router = Router.router(vertx);
        filters.getFilters().stream()
                .sorted((one, other) -> Integer.compare(other.getPriority(), one.getPriority()))
                .forEach(each -> router.route().handler(each.getHandler()));
        router.route("/held").handler(held::add);
        router.route("/at-once").handler(exchange -> exchange.end("taken"));
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    CompletableFuture<HttpResponse<String>> send(String path, String body) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.shutdownNow();
    }
}
