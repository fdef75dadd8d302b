package io.iotflow.ingest.mqtt.instruction;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks device-registry over its internal API. */
@Singleton
class RegistryInstructions implements Instructions {

    private static final String SECRET_HEADER = "X-Service-Secret";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private record Answer(int status, Buffer body) {}

    private final HttpClient http;
    private final String registry;
    private final String secret;
    private final InstructionSettings settings;

    RegistryInstructions(
            Vertx vertx,
            InstructionSettings settings,
            @ConfigProperty(name = "iotflow.services.device-registry.url") String registry,
            @ConfigProperty(name = "iotflow.internal.secret") Optional<String> secret) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.callTimeout().toMillis())
                .setMaxWaitQueueSize(settings.mostWaiting());
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(settings.connections()));
        this.registry = registry;
        this.secret = secret.orElse("");
        this.settings = settings;
    }

    @Override
    public Uni<List<QueuedCommand>> pending(DeviceId device) {
        return call(HttpMethod.GET, device, "/commands/pending", Buffer.buffer())
                .map(answer -> body(answer).toJsonObject().getJsonArray("commands").stream()
                        .map(JsonObject.class::cast)
                        .map(QueuedCommand::of)
                        .toList());
    }

    @Override
    public Uni<Report> report(DeviceId device, String commandId, CommandProgress progress) {
        String path = "/commands/" + URLEncoder.encode(commandId, StandardCharsets.UTF_8) + "/status";
        return call(HttpMethod.POST, device, path, progress.toJson().toBuffer())
                .map(answer -> switch (answer.status()) {
                    case OK, NO_CONTENT -> Report.NOTED;
                    case NOT_FOUND -> Report.UNKNOWN;
                    case CONFLICT -> Report.ILLEGAL;
                    default -> throw unexpected(answer);
                });
    }

    @Override
    public Uni<byte[]> configuration(DeviceId device) {
        return call(HttpMethod.GET, device, "/configuration", Buffer.buffer())
                .map(answer -> body(answer).getBytes());
    }

    private Uni<Answer> call(HttpMethod method, DeviceId device, String path, Buffer body) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(registry + "/internal/devices/" + device + path)
                .setTimeout(settings.callTimeout().toMillis())
                .putHeader(SECRET_HEADER, secret)
                .putHeader("Content-Type", "application/json");
        return Uni.createFrom()
                .completionStage(() -> http.request(request)
                        .compose(open -> send(open, body))
                        .compose(RegistryInstructions::read)
                        .toCompletionStage());
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, Buffer body) {
        return body.length() == 0 ? request.send() : request.send(body);
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body));
    }

    private static Buffer body(Answer answer) {
        if (answer.status() != OK) {
            throw unexpected(answer);
        }
        return answer.body();
    }

    private static IllegalStateException unexpected(Answer answer) {
        return new IllegalStateException("device-registry answered " + answer.status());
    }
}
