package io.iotflow.session;

import io.iotflow.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.time.Clock;
import java.time.Duration;

/** The cookie that says who is logged in. No script reads it, no other site has it sent. */
@Singleton
public class SessionCookies {

    private final SessionSeal seal;
    private final SessionSettings settings;
    private final Clock clock;

    SessionCookies(SessionSeal seal, SessionSettings settings, Clock clock) {
        this.seal = seal;
        this.settings = settings;
        this.clock = clock;
    }

    /** How long a session lasts that begins now. */
    public Duration lifetime() {
        return settings.lifetime();
    }

    /**
     * The cookie of a session that begins now.
     *
     * @param token the operator's credential, which each request of the session shows
     */
    public NewCookie holding(String token, HttpServerRequest request) {
        if (!seal.isConfigured()) {
            throw ProblemException.unavailable(
                    "Login is not configured",
                    "Set iotflow.internal.secret, the secret that the services share.",
                    Duration.ofMinutes(1));
        }
        Session session = new Session(token, clock.instant().plus(settings.lifetime()));
        return cookie(request)
                .value(seal.seal(session))
                .maxAge((int) settings.lifetime().toSeconds())
                .build();
    }

    NewCookie gone(HttpServerRequest request) {
        return cookie(request).value("").maxAge(0).build();
    }

    private static NewCookie.Builder cookie(HttpServerRequest request) {
        return new NewCookie.Builder(SessionDoor.COOKIE)
                .path("/")
                .httpOnly(true)
                .secure(LoginRequest.isSecure(request))
                .sameSite(NewCookie.SameSite.STRICT);
    }
}
