package io.iotflow.ingest.mqtt.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.iotflow.domain.DeviceId;
import io.iotflow.ingest.mqtt.instruction.Instructions.Report;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real HTTP server that answers what the test says. */
class RegistryInstructionsTest {

    private static final DeviceId PUMP = new DeviceId(7);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private RegistryInstructions registry;
    private volatile int status = 200;
    private volatile String body = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
        InstructionSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(InstructionSettings.class)
                .build()
                .getConfigMapping(InstructionSettings.class);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        registry = new RegistryInstructions(vertx, settings, url, Optional.of("secret"));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void fetchesTheCommandsThatWait() {
        body = """
                {"commands":[{"command_id":"c1","command_type":"firmware","command":"update","parameters":{"v":2},
                "timestamp":"2026-01-02T12:00:00Z","expires_at":"2026-01-03T12:00:00Z","other":1}]}
                """;

        QueuedCommand command = registry.pending(PUMP).await().indefinitely().getFirst();

        assertThat(requests).containsExactly("GET /internal/devices/7/commands/pending secret ");
        assertThat(command.id()).isEqualTo("c1");
        assertThat(command.type()).isEqualTo("firmware");
        assertThat(command.expiresAt()).isPresent();
        assertThat(command.document().fieldNames())
                .containsExactly("command_id", "command", "parameters", "timestamp", "expires_at");
    }

    @Test
    void reportsHowFarACommandHasCome() {
        CommandProgress done = new CommandProgress("completed", new JsonObject().put("v", 2));

        Report report = registry.report(PUMP, "c1", done).await().indefinitely();

        assertThat(report).isEqualTo(Report.NOTED);
        assertThat(requests)
                .containsExactly("POST /internal/devices/7/commands/c1/status secret "
                        + "{\"status\":\"completed\",\"result\":{\"v\":2}}");
    }

    @Test
    void tellsUnknownCommandsFromThoseThatAreOver() {
        status = 404;
        assertThat(report()).isEqualTo(Report.UNKNOWN);
        status = 409;
        assertThat(report()).isEqualTo(Report.ILLEGAL);
    }

    @Test
    void passesTheConfigurationOnAsItIs() {
        body = "{\"version\":3,\"configuration\":{}}";

        assertThat(new String(registry.configuration(PUMP).await().indefinitely(), StandardCharsets.UTF_8))
                .isEqualTo(body);
        assertThat(requests).containsExactly("GET /internal/devices/7/configuration secret ");
    }

    @Test
    void failsWhenTheRegistryIsAwayOrNotWell() {
        status = 500;
        assertThatThrownBy(this::report).isInstanceOf(IllegalStateException.class);
        server.stop(0);
        assertThatThrownBy(this::report)
                .satisfiesAnyOf(
                        refused -> assertThat(refused).hasRootCauseInstanceOf(IOException.class),
                        // The connection of the first call was still open when the server went.
                        closed -> assertThat(closed).isInstanceOf(HttpClosedException.class));
    }

    private Report report() {
        return registry.report(PUMP, "c1", CommandProgress.SENT).await().indefinitely();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Service-Secret") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
