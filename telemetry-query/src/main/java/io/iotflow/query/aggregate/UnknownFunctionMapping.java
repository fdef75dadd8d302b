package io.iotflow.query.aggregate;

import io.iotflow.problem.ProblemType;
import io.iotflow.store.AggregateFunction;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A problem document that also lists the functions that there are. */
class UnknownFunctionMapping {

    private static final String TITLE = "Unknown aggregation";

    @ServerExceptionMapper
    public Response map(UnknownFunctionException unknown, HttpServerRequest request) {
        List<String> functions = Arrays.stream(AggregateFunction.values())
                .map(function -> function.name().toLowerCase(Locale.ROOT))
                .toList();
        String detail = "aggregation: must be one of " + String.join(", ", functions);
        ProblemType type = ProblemType.VALIDATION_FAILED;
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", type.uri());
        document.put("title", TITLE);
        document.put("status", type.status());
        document.put("detail", detail);
        document.put("instance", request.path());
        document.put("error", TITLE);
        document.put("message", detail);
        document.put("request_id", request.response().headers().get("X-Request-ID"));
        document.put("valid_functions", functions);
        return Response.status(type.status())
                .type("application/problem+json")
                .entity(document)
                .build();
    }
}
