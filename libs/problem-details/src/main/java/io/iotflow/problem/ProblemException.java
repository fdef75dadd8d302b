package io.iotflow.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends a request with a problem document. It carries what the caller is told and nothing else: no stack trace, no cause.
 */
public final class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final String title;
    private final String detail;
    private final transient List<Violation> violations;
    private final transient Optional<Duration> retryAfter;

    private ProblemException(
            ProblemType type, String title, String detail, List<Violation> violations, Optional<Duration> retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.title = title;
        this.detail = detail;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    /**
     * @param detail says what happened and what to do next; leaks nothing of the inside
     */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, type.title(), detail, List.of(), Optional.empty());
    }

    /** A problem whose documented type has a more telling title for this occurrence. */
    public static ProblemException titled(ProblemType type, String title, String detail) {
        return new ProblemException(type, title, detail, List.of(), Optional.empty());
    }

    /** A request that is wrong in the listed places, at least one. */
    public static ProblemException invalid(List<Violation> violations) {
        Violation first = violations.getFirst();
        String detail = violations.size() == 1
                ? first.field() + ": " + first.message()
                : first.field() + ": " + first.message() + " (and " + (violations.size() - 1) + " more)";
        ProblemType type = ProblemType.VALIDATION_FAILED;
        return new ProblemException(type, type.title(), detail, violations, Optional.empty());
    }

    /** A request that is wrong in one place. */
    public static ProblemException invalid(Violation violation) {
        return invalid(List.of(violation));
    }

    /** Something behind the service does not answer, or the service is full; worth another try after the given time. */
    public static ProblemException unavailable(String title, String detail, Duration retryAfter) {
        return new ProblemException(ProblemType.SERVICE_UNAVAILABLE, title, detail, List.of(), Optional.of(retryAfter));
    }

    public ProblemType type() {
        return type;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** How long to wait before trying again, where trying again can help. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
