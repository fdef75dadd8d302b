package io.iotflow.service;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What frames every HTTP exchange of every service, refused ones included: the request id, taken from the caller or
 * made, in the answer and in each log line; and the security headers.
 */
@ApplicationScoped
class RequestFrame {

    static final String REQUEST_ID = "X-Request-ID";

    /** In the form in which they are written. */
    private static final Map<CharSequence, CharSequence> SECURITY = Map.of(
            HttpHeaders.createOptimized("X-Content-Type-Options"), HttpHeaders.createOptimized("nosniff"),
            HttpHeaders.createOptimized("X-Frame-Options"), HttpHeaders.createOptimized("DENY"),
            HttpHeaders.createOptimized("Referrer-Policy"), HttpHeaders.createOptimized("no-referrer"),
            HttpHeaders.createOptimized("Content-Security-Policy"),
                    HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"));

    private static final Pattern LEGAL_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final int BEFORE_EVERYTHING = 10_000;

    private final RandomGenerator random;

    RequestFrame(RandomGenerator random) {
        this.random = random;
    }

    void register(@Observes Filters filters) {
        filters.register(this::frame, BEFORE_EVERYTHING);
    }

    private void frame(RoutingContext exchange) {
        String requestId = requestId(exchange.request().getHeader(REQUEST_ID));
        MDC.put("request_id", requestId);
        MultiMap headers = exchange.response().headers();
        headers.set(REQUEST_ID, requestId);
        SECURITY.forEach(headers::set);
        exchange.next();
    }

    private String requestId(@Nullable String offered) {
        if (offered != null && LEGAL_ID.matcher(offered).matches()) {
            return offered;
        }
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
