package io.iotflow.admin.oidc;

import io.iotflow.admin.oidc.LoginRefusedException.Reason;
import io.iotflow.problem.ProblemException;
import io.iotflow.session.LoginRequest;
import io.iotflow.session.TextSeal;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie of a login that is under way. It comes back with the provider's redirect, which is another site's, so it is
 * {@code SameSite=Lax}; it is sealed and holds nothing that lets anybody in.
 */
@Singleton
class PendingCookies {

    private static final String NAME = "iotflow_login";

    private final TextSeal seal;
    private final OidcSettings settings;
    private final Clock clock;

    PendingCookies(TextSeal seal, OidcSettings settings, Clock clock) {
        this.seal = seal;
        this.settings = settings;
        this.clock = clock;
    }

    NewCookie holding(PendingLogin pending, HttpServerRequest request) {
        if (!seal.isConfigured()) {
            throw ProblemException.unavailable(
                    "Login is not configured",
                    "Set iotflow.internal.secret, the secret that the services share.",
                    Duration.ofMinutes(1));
        }
        return cookie(request)
                .value(pending.sealed(seal))
                .maxAge((int) settings.patience().toSeconds())
                .build();
    }

    NewCookie gone(HttpServerRequest request) {
        return cookie(request).value("").maxAge(0).build();
    }

    /** The login that this browser began with this state. Fails when there is none. */
    PendingLogin read(HttpServerRequest request, String state) {
        Cookie cookie = request.getCookie(NAME);
        return Optional.ofNullable(cookie)
                .flatMap(found -> PendingLogin.open(seal, found.getValue()))
                .filter(pending -> clock.instant().isBefore(pending.ends()))
                .filter(pending -> isSame(pending.state(), state))
                .orElseThrow(() -> new LoginRefusedException(
                        Reason.FOREIGN,
                        cookie == null
                                ? "this browser has begun none, or it took too long"
                                : "the state is not that of the login that this browser began"));
    }

    private static boolean isSame(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static NewCookie.Builder cookie(HttpServerRequest request) {
        return new NewCookie.Builder(NAME)
                .path(Client.BEGIN)
                .httpOnly(true)
                .secure(LoginRequest.isSecure(request))
                .sameSite(NewCookie.SameSite.LAX);
    }
}
