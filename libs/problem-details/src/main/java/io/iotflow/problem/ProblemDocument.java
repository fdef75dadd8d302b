package io.iotflow.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, as RFC 9457 has it, with the members that clients of the earlier API read.
 *
 * @param error the same as {@code title}
 * @param message the same as {@code detail}
 * @param retryAfter in seconds; like {@code limit} and {@code window} only where a rate limit is the problem
 * @param limit how many requests are allowed in a window
 * @param window in seconds
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String error,
        String message,
        @JsonProperty("request_id") @Nullable String requestId,
        List<Violation> violations,
        @JsonProperty("retry_after") @Nullable Long retryAfter,
        @Nullable Integer limit,
        @Nullable Long window) {

    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDocument of(ProblemException problem, String instance, @Nullable String requestId) {
        Optional<ExceededLimit> exceeded = problem.exceededLimit();
        return new ProblemDocument(
                problem.type().uri(),
                problem.title(),
                problem.type().status(),
                problem.detail(),
                instance,
                problem.title(),
                problem.detail(),
                requestId,
                problem.violations(),
                exceeded.map(ExceededLimit::retrySeconds).orElse(null),
                exceeded.map(ExceededLimit::limit).orElse(null),
                exceeded.map(limit -> limit.window().toSeconds()).orElse(null));
    }
}
