package io.iotflow.session;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Set;

/**
 * Changes the session cookie into the operator's credential, before anything else looks at the request. So a revoked token ends
 * its sessions, roles are checked where they are anyway, and no page holds a token. A change that does not
 * also show the proof, which only our pages have, gets no credential (against cross-site request forgery).
 */
@ApplicationScoped
class SessionDoor {

    static final String COOKIE = "iotflow_session";
    static final String LOGIN = "/login";
    static final String PROOF = "X-CSRF-Token";

    private static final int AFTER_THE_FRAME = 9_000;
    private static final String CREDENTIAL = "Authorization";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SessionSeal seal;
    private final Clock clock;

    SessionDoor(SessionSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(this::exchange, AFTER_THE_FRAME);
    }

    private void exchange(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        Cookie cookie = request.getCookie(COOKIE);
        if (cookie == null || request.headers().contains(CREDENTIAL) || isLogin(request)) {
            exchange.next();
            return;
        }
        seal.open(cookie.getValue())
                .filter(this::lasts)
                .filter(_ -> SAFE.contains(request.method()) || isProven(request, cookie))
                .ifPresent(session -> request.headers().set(CREDENTIAL, "Bearer " + session.token()));
        exchange.next();
    }

    private static boolean isLogin(HttpServerRequest request) {
        return LOGIN.equals(request.path()) || request.path().startsWith(LOGIN + "/");
    }

    private boolean lasts(Session session) {
        return clock.instant().isBefore(session.ends());
    }

    private boolean isProven(HttpServerRequest request, Cookie cookie) {
        String offered = request.getHeader(PROOF);
        return offered != null && seal.isProof(cookie.getValue(), offered);
    }
}
