package io.iotflow.session;

import io.iotflow.operator.Operator;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** What a page says about the one who looks at it. */
@Singleton
public class PageSession {

    private final SessionSeal seal;

    PageSession(SessionSeal seal) {
        this.seal = seal;
    }

    /**
     * For the layout of web-look.
     *
     * @param name which token
     * @param role the highest one held: {@code viewer}, {@code operator} or {@code admin}
     * @param proof what the scripts of the page send in {@code X-CSRF-Token} with each change; empty without a cookie
     */
    public record Viewer(String name, String role, String proof) {}

    /** The operator of a request to a method that only operators may call. */
    public Viewer viewer(RoutingContext exchange, SecurityIdentity identity) {
        Operator operator = (Operator) identity.getPrincipal();
        Cookie cookie = exchange.request().getCookie(SessionDoor.COOKIE);
        String proof = cookie == null || !seal.isConfigured() ? "" : seal.proof(cookie.getValue());
        return new Viewer(operator.name(), operator.role().roleName(), proof);
    }
}
