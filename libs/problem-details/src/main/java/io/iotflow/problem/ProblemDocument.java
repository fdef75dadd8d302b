package io.iotflow.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, as RFC 9457 has it, with the members that clients of the earlier API read.
 *
 * @param error the same as {@code title}
 * @param message the same as {@code detail}
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
        List<Violation> violations) {

    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDocument of(ProblemException problem, String instance, @Nullable String requestId) {
        return new ProblemDocument(
                problem.type().uri(),
                problem.title(),
                problem.type().status(),
                problem.detail(),
                instance,
                problem.title(),
                problem.detail(),
                requestId,
                problem.violations());
    }
}
