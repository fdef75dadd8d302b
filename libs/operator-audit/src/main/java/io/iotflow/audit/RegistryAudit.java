package io.iotflow.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The audit where it is kept: at device-registry. An entry takes at most 5 s; 64 may wait. */
@DefaultBean
@Singleton
class RegistryAudit implements OperatorAudit {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 4;
    private static final int WAITING = 64;
    private static final int NO_CONTENT = 204;

    private final HttpClient http;
    private final ObjectMapper json;
    private final String registry;
    private final String secret;

    RegistryAudit(
            Vertx vertx,
            ObjectMapper json,
            @ConfigProperty(name = "iotflow.services.device-registry.url", defaultValue = "http://127.0.0.1:5101")
                    String registry,
            @ConfigProperty(name = "iotflow.internal.secret") Optional<String> secret) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                .setMaxWaitQueueSize(WAITING);
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.json = json;
        this.registry = registry;
        this.secret = secret.orElse("");
    }

    @Override
    public Uni<Void> write(String actor, Change change) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(registry + "/internal/audit/changes")
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("X-Service-Secret", secret)
                .putHeader("Content-Type", "application/json");
        String entry = entry(actor, change).toString();
        return Uni.createFrom()
                .completionStage(() -> http.request(request)
                        .compose(open -> open.send(entry))
                        .compose(answer -> written(answer.statusCode()))
                        .toCompletionStage());
    }

    private static Future<Void> written(int status) {
        return status == NO_CONTENT
                ? Future.succeededFuture()
                : Future.failedFuture(new IllegalStateException("device-registry answered " + status));
    }

    private ObjectNode entry(String actor, Change change) {
        ObjectNode entry = json.createObjectNode()
                .put("actor", actor)
                .put("action", change.action())
                .put("object_type", change.objectType())
                .put("object_id", change.objectId());
        ObjectNode details = entry.putObject("details");
        change.before().ifPresent(before -> details.set("before", json.valueToTree(before)));
        change.after().ifPresent(after -> details.set("after", json.valueToTree(after)));
        return entry;
    }
}
