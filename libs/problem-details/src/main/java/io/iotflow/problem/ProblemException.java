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
    private final transient Retry retry;

    /** When trying again can help, and the limit that the caller went over. */
    private record Retry(Optional<Duration> after, Optional<ExceededLimit> exceeded) {
        static final Retry NEVER = new Retry(Optional.empty(), Optional.empty());
    }

    private ProblemException(ProblemType type, String title, String detail, List<Violation> violations, Retry retry) {
        super(detail, null, false, false);
        this.type = type;
        this.title = title;
        this.detail = detail;
        this.violations = List.copyOf(violations);
        this.retry = retry;
    }

    /**
     * @param detail says what happened and what to do next; leaks nothing of the inside
     */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, type.title(), detail, List.of(), Retry.NEVER);
    }

    /** A problem whose documented type has a more telling title for this occurrence. */
    public static ProblemException titled(ProblemType type, String title, String detail) {
        return new ProblemException(type, title, detail, List.of(), Retry.NEVER);
    }

    /** A request that is wrong in the listed places, at least one. */
    public static ProblemException invalid(List<Violation> violations) {
        String first = violations.getFirst().sentence();
        String detail = violations.size() == 1 ? first : first + " (and " + (violations.size() - 1) + " more)";
        ProblemType type = ProblemType.VALIDATION_FAILED;
        return new ProblemException(type, type.title(), detail, violations, Retry.NEVER);
    }

    /** A request that is wrong in one place. */
    public static ProblemException invalid(Violation violation) {
        return invalid(List.of(violation));
    }

    /** Something behind the service does not answer, or the service is full; worth another try after the given time. */
    public static ProblemException unavailable(String title, String detail, Duration retryAfter) {
        Retry retry = new Retry(Optional.of(retryAfter), Optional.empty());
        return new ProblemException(ProblemType.SERVICE_UNAVAILABLE, title, detail, List.of(), retry);
    }

    /** The caller sent more than it may; it may go on when the limit's window ends. */
    public static ProblemException rateLimited(ExceededLimit limit) {
        ProblemType type = ProblemType.RATE_LIMITED;
        String detail = "At most " + limit.limit() + " requests in "
                + limit.window().toSeconds() + " s are allowed here. Try again in " + limit.retrySeconds() + " s.";
        Retry retry = new Retry(Optional.of(Duration.ofSeconds(limit.retrySeconds())), Optional.of(limit));
        return new ProblemException(type, type.title(), detail, List.of(), retry);
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
        return retry.after();
    }

    /** The limit that the caller went over, where that is the problem. */
    public Optional<ExceededLimit> exceededLimit() {
        return retry.exceeded();
    }
}
