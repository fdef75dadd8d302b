package io.iotflow.local.gateway;

import io.vertx.core.json.JsonObject;

/** What the gateway itself has to say, as RFC 9457 problem documents. */
final class GatewayProblem {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String DOCUMENTATION = "https://iotflow.io/errors#";

    private GatewayProblem() {}

    static JsonObject notFound(String path) {
        return problem(404, "not-found", "Not found", path)
                .put("detail", "There is nothing at this path.")
                .put("message", "There is nothing at this path.");
    }

    static JsonObject unavailable(String path) {
        String detail = "The service behind this path does not answer right now. Send it again later.";
        return problem(503, "service-unavailable", "Service unavailable", path)
                .put("detail", detail)
                .put("message", detail);
    }

    private static JsonObject problem(int status, String slug, String title, String path) {
        return new JsonObject()
                .put("type", DOCUMENTATION + slug)
                .put("title", title)
                .put("status", status)
                .put("instance", path)
                .put("error", title);
    }
}
