package io.iotflow.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryAuditTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Change CHANGE = new Change(
            "alert.close", "alert", "7", Optional.of(Map.of("state", "open")), Optional.of(Map.of("state", "closed")));

    private final Vertx vertx = Vertx.vertx();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    written.add(request.path() + " " + request.getHeader("X-Service-Secret") + " " + body);
                    request.response().setStatusCode(status).end();
                }));
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void tellsTheRegistryWhoChangedWhatFromWhichToWhich() throws Exception {
        write(port);

        String entry = written.getFirst();
        assertThat(entry).startsWith("/internal/audit/changes hush {");
        assertThat(new ObjectMapper().readTree(entry.substring(entry.indexOf('{'))))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"actor": "ann", "action": "alert.close", "object_type": "alert", "object_id": "7",
                         "details": {"before": {"state": "open"}, "after": {"state": "closed"}}}"""));
    }

    @Test
    void failsWhenTheRegistryDoesNotWriteItDown() {
        status = 503;

        assertThatThrownBy(() -> write(port)).hasMessageContaining("device-registry answered 503");
    }

    @Test
    void failsWhenNobodyAnswers() {
        assertThatThrownBy(() -> write(1)).hasMessageContaining("Connection refused");
        assertThat(written).isEmpty();
    }

    private void write(int at) {
        new RegistryAudit(vertx, new ObjectMapper(), "http://127.0.0.1:" + at, Optional.of("hush"))
                .write("ann", CHANGE)
                .await()
                .atMost(PATIENCE);
    }
}
