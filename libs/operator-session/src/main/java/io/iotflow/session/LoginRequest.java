package io.iotflow.session;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a login needs to know of its request. */
public final class LoginRequest {

    private static final String HOME = "/console";
    private static final Pattern LOCAL_PATH = Pattern.compile("/(?:[A-Za-z0-9_.-][A-Za-z0-9_./?=&%-]*)?");

    private LoginRequest() {}

    /** Whether another site's page sent it; browsers say so (Fetch Metadata). */
    static boolean isFromElsewhere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Who tries: the last hop before ours, which is what the gateway saw. */
    static String address(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || forwarded.isBlank()) {
            return request.remoteAddress().hostAddress();
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /** Behind TLS, here or at the gateway. */
    public static boolean isSecure(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    /** Where to go after the login: a path of this address, never another one. */
    public static String target(@Nullable String to) {
        return to != null && to.length() > 1 && LOCAL_PATH.matcher(to).matches() ? to : HOME;
    }
}
