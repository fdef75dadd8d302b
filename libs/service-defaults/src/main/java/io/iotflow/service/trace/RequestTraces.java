package io.iotflow.service.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * One span for each request, from its first byte to the end of its answer, with the names of the OpenTelemetry conventions
 * for HTTP servers. Calls of this service that pass {@code traceparent} on are parts of the same trace.
 */
final class RequestTraces {

    private static final TextMapPropagator CALLER = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<MultiMap> HEADERS = new RequestHeaders();
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("iotflow.request_id");
    private static final AttributeKey<String> DEVICE = AttributeKey.stringKey("iotflow.device_id");
    private static final int FIRST_FAILURE = 500;

    private final Tracer tracer;

    RequestTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Begins a span and passes the exchange on. */
    void trace(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String method = request.method().name();
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(CALLER.extract(Context.root(), request.headers(), HEADERS))
                .setAttribute(METHOD, method)
                .setAttribute(PATH, request.path())
                .startSpan();
        CALLER.inject(Context.root().with(span), request.headers(), MultiMap::set);
        exchange.addEndHandler(_ -> end(span, exchange));
        exchange.next();
    }

    private static void end(Span span, RoutingContext exchange) {
        int status = exchange.response().getStatusCode();
        span.setAttribute(STATUS, status);
        note(span, REQUEST, exchange.response().headers().get("X-Request-ID"));
        // As in the log lines of the request.
        note(span, DEVICE, MDC.get("device_id"));
        if (status >= FIRST_FAILURE) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static void note(Span span, AttributeKey<String> attribute, @Nullable Object value) {
        if (value != null) {
            span.setAttribute(attribute, Objects.toString(value));
        }
    }

    private static final class RequestHeaders implements TextMapGetter<MultiMap> {

        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name.toLowerCase(Locale.ROOT));
        }
    }
}
