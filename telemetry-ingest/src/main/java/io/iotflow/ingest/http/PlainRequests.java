package io.iotflow.ingest.http;

import io.iotflow.ingest.reading.ReadingSettings;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the requests for which nothing is to be negotiated: JSON as it is, with its length, for a promise of the store. */
@Singleton
class PlainRequests {

    static final String API_KEY = "X-API-Key";

    private static final Set<String> PATHS = Set.of("/api/v1/devices/telemetry", "/api/v1/telemetry");
    private static final Set<String> JSON = Set.of("application/json", "application/json; charset=utf-8");
    private static final List<String> MORE_TO_READ =
            List.of("Content-Encoding", "Transfer-Encoding", "Expect", "Prefer", "Authorization", "Cookie");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

    private final int largestBody;

    @Inject
    PlainRequests(ReadingSettings settings) {
        this(settings.largestBody());
    }

    PlainRequests(int largestBody) {
        this.largestBody = largestBody;
    }

    boolean isPlain(HttpServerRequest request) {
        return HttpMethod.POST.equals(request.method())
                && PATHS.contains(request.path())
                && request.query() == null
                && isPlain(request.headers());
    }

    /** The same, as far as its headers say. */
    boolean isPlain(MultiMap headers) {
        return headers.contains(API_KEY)
                && isJson(headers.get("Content-Type"))
                && isWelcome(headers.get("Accept"))
                && isSmall(headers.get("Content-Length"))
                && MORE_TO_READ.stream().noneMatch(headers::contains);
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && JSON.contains(type);
    }

    private static boolean isWelcome(@Nullable String accepted) {
        return accepted == null || accepted.equals("*/*") || accepted.equals("application/json");
    }

    private boolean isSmall(@Nullable String length) {
        return length != null && LENGTH.matcher(length).matches() && Integer.parseInt(length) <= largestBody;
    }
}
