package io.iotflow.service.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a small receiver of OTLP over HTTP, which keeps the bodies that it gets. */
class TracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<byte[]> told = new CopyOnWriteArrayList<>();
    private final List<String> passedOn = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void aReceiver() {
        receiver = listen(request -> request.body().onSuccess(body -> {
            told.add(body.getBytes());
            request.response().end();
        }));
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.shutdownNow();
    }

    @Test
    void aRequestIsToldWithItsDeviceAndItsId() throws Exception {
        Tracing tracing = new Tracing(settings(1.0), "telemetry-ingest");

        send(service(tracing), "traceparent", "");
        tracing.end(new ShutdownEvent());

        assertThat(text())
                .contains(
                        "telemetry-ingest",
                        "POST",
                        "/api/v1/telemetry",
                        "iotflow.device_id",
                        "42",
                        "iotflow.request_id",
                        "r-17");
    }

    @Test
    void aTraceOfTheCallerIsGoneOnWith() throws Exception {
        Tracing tracing = new Tracing(settings(0.0), "telemetry-ingest");

        send(service(tracing), "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
        tracing.end(new ShutdownEvent());

        assertThat(HexFormat.of().formatHex(told.getFirst())).contains(TRACE, CALLER);
        assertThat(passedOn)
                .singleElement()
                .asString()
                .startsWith("00-" + TRACE)
                .doesNotContain(CALLER);
    }

    @Test
    void theShareDecidesWhatIsTold() throws Exception {
        Tracing tracing = new Tracing(settings(0.0), "telemetry-ingest");

        send(service(tracing), "traceparent", "");
        tracing.end(new ShutdownEvent());

        assertThat(told).isEmpty();
    }

    @Test
    void withoutAReceiverNoRequestIsTouched() {
        Filters filters = new Filters();

        new Tracing(new Settings(Optional.empty(), 1.0), "telemetry-ingest").register(filters);

        assertThat(filters.getFilters()).isEmpty();
    }

    private Settings settings(double share) {
        return new Settings(Optional.of(URI.create("http://127.0.0.1:" + receiver.actualPort() + "/v1/traces")), share);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        told.forEach(body -> text.append(new String(body, StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    /** A service that knows who calls, and keeps what it would pass on. */
    private HttpServer service(Tracing tracing) {
        Filters filters = new Filters();
        tracing.register(filters);
        Router router = Router.router(vertx);
        filters.getFilters().forEach(filter -> router.route().handler(filter.getHandler()));
        router.route().handler(this::answer);
        return listen(router::handle);
    }

    private void answer(RoutingContext exchange) {
        exchange.response().putHeader("X-Request-ID", "r-17");
        MDC.put("device_id", "42");
        passedOn.add(exchange.request().getHeader("traceparent"));
        exchange.end("taken");
    }

    private HttpServer listen(Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(handler)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void send(HttpServer service, String header, String value) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.actualPort() + "/api/v1/telemetry"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (!value.isEmpty()) {
            request.header(header, value);
        }
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private record Settings(Optional<URI> endpoint, double share) implements TraceSettings {

        @Override
        public Duration every() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int mostWaiting() {
            return 2048;
        }
    }
}
