package io.iotflow.service;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * From the moment the service is told to stop, a new request is answered 503 with {@code Retry-After} and its connection is
 * closed; those in flight are finished. A request that is let in while the connections to the stores are closed one after
 * the other would get no answer, and as long as some are let in, there is always one in flight to wait for.
 */
@Singleton
class Stopping {

    static final String RETRY_AFTER_SECONDS = "2";

    private static final int AFTER_THE_FRAME = RequestFrame.BEFORE_EVERYTHING - 1;
    private static final String DETAIL = "The service is stopping. Send it again later.";

    private volatile boolean stopping;

    void register(@Observes Filters filters) {
        filters.register(this::letIn, AFTER_THE_FRAME);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent told) {
        stopping = true;
    }

    private void letIn(RoutingContext exchange) {
        if (stopping) {
            turnAway(exchange);
        } else {
            exchange.next();
        }
    }

    /** Once the body has been read: a connection that is closed before takes the answer with it. */
    private static void turnAway(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        request.end()
                .onSuccess(_ -> exchange.response()
                        .setStatusCode(503)
                        .putHeader("Content-Type", "application/problem+json")
                        .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                        .putHeader("Connection", "close")
                        .end(problem(
                                        request.path(),
                                        exchange.response().headers().get(RequestFrame.REQUEST_ID))
                                .toBuffer()));
        request.resume();
    }

    private static JsonObject problem(String path, String requestId) {
        String title = "Service unavailable";
        return new JsonObject()
                .put("type", "https://iotflow.io/errors#service-unavailable")
                .put("title", title)
                .put("status", 503)
                .put("detail", DETAIL)
                .put("instance", path)
                .put("error", title)
                .put("message", DETAIL)
                .put("request_id", requestId);
    }
}
