package io.iotflow.query.erasure;

import io.iotflow.domain.WireTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one audit, which device-registry keeps. */
@Singleton
class RegistryErasureAudit implements ErasureAudit {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 4;
    private static final int WAITING = 64;
    private static final int NO_CONTENT = 204;

    private final HttpClient http;
    private final String registry;
    private final String secret;

    RegistryErasureAudit(
            Vertx vertx,
            @ConfigProperty(name = "iotflow.services.device-registry.url") String registry,
            @ConfigProperty(name = "iotflow.internal.secret") Optional<String> secret) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                .setMaxWaitQueueSize(WAITING);
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.registry = registry;
        this.secret = secret.orElse("");
    }

    @Override
    public Uni<Void> record(Erasure erasure) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(registry + "/internal/audit/changes")
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("X-Service-Secret", secret)
                .putHeader("Content-Type", "application/json");
        return Uni.createFrom()
                .completionStage(() -> http.request(request)
                        .compose(open -> open.send(entry(erasure).toBuffer()))
                        .compose(answer -> written(answer.statusCode()))
                        .toCompletionStage());
    }

    private static Future<Void> written(int status) {
        return status == NO_CONTENT
                ? Future.succeededFuture()
                : Future.failedFuture(new IllegalStateException("device-registry answered " + status));
    }

    private static JsonObject entry(Erasure erasure) {
        return new JsonObject()
                .put("actor", erasure.actor())
                .put("action", "telemetry.erase")
                .put("object_type", "device")
                .put("object_id", erasure.device().toString())
                .put(
                        "details",
                        new JsonObject()
                                .put("start_time", WireTime.of(erasure.range().start()))
                                .put("stop_time", WireTime.of(erasure.range().end()))
                                .put("before", new JsonObject().put("points", erasure.points()))
                                .put("after", new JsonObject().put("points", 0)));
    }
}
