package io.iotflow.problem;

/**
 * The documented kinds of error. Each is a section of the error documentation, whose address is the {@code type} of the
 * problem document.
 */
public enum ProblemType {
    MALFORMED_JSON(400, "malformed-json", "Malformed JSON"),
    VALIDATION_FAILED(400, "validation-failed", "Validation failed"),
    UNAUTHORIZED(401, "unauthorized", "Unauthorized"),
    FORBIDDEN(403, "forbidden", "Forbidden"),
    DEVICE_NOT_ACTIVE(403, "device-not-active", "Device is not active"),
    NOT_FOUND(404, "not-found", "Not found"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "Method not allowed"),
    NOT_ACCEPTABLE(406, "not-acceptable", "Not acceptable"),
    CONFLICT(409, "conflict", "Conflict"),
    PAYLOAD_TOO_LARGE(413, "payload-too-large", "Payload too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "Unsupported media type"),
    RATE_LIMITED(429, "rate-limited", "Rate limit exceeded"),
    INTERNAL_ERROR(500, "internal-error", "Internal error"),
    SERVICE_UNAVAILABLE(503, "service-unavailable", "Service unavailable");

    private static final String DOCUMENTATION = "https://iotflow.io/errors#";

    private final int status;
    private final String slug;
    private final String title;

    ProblemType(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** The kind of error that an HTTP status stands for; an unknown 4xx is a fault of the request. */
    public static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status && type != MALFORMED_JSON) {
                return type;
            }
        }
        return status >= 400 && status < 500 ? VALIDATION_FAILED : INTERNAL_ERROR;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** Short and the same for every occurrence. */
    public String title() {
        return title;
    }

    /** Identifies the kind of error; a section of the error documentation. */
    public String uri() {
        return DOCUMENTATION + slug;
    }
}
