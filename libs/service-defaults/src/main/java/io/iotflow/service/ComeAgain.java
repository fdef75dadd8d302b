package io.iotflow.service;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The answer to a request that is not let in now: 503 with {@code Retry-After} and the reason. */
final class ComeAgain {

    private static final String TITLE = "Service unavailable";

    private ComeAgain() {}

    /** Answers once the body has been read: a connection that is closed before takes the answer with it. */
    static void answer(RoutingContext exchange, String detail, String retryAfterSeconds) {
        HttpServerRequest request = exchange.request();
        request.end()
                .onSuccess(_ -> exchange.response()
                        .setStatusCode(503)
                        .putHeader("Content-Type", "application/problem+json")
                        .putHeader("Retry-After", retryAfterSeconds)
                        .end(problem(exchange, detail).toBuffer()));
        request.resume();
    }

    private static JsonObject problem(RoutingContext exchange, String detail) {
        return new JsonObject()
                .put("type", "https://iotflow.io/errors#service-unavailable")
                .put("title", TITLE)
                .put("status", 503)
                .put("detail", detail)
                .put("instance", exchange.request().path())
                .put("error", TITLE)
                .put("message", detail)
                .put("request_id", exchange.response().headers().get(RequestFrame.REQUEST_ID));
    }
}
