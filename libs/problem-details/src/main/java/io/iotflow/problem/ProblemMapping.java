package io.iotflow.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one road: every exception that reaches the edge of a service becomes a problem document here. */
class ProblemMapping {

    private static final Logger LOG = Logger.getLogger(ProblemMapping.class);
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final String CHALLENGE = "Bearer realm=\"iotflow\", ApiKey realm=\"iotflow\"";

    private final AllowedMethods allowed;

    ProblemMapping(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerExceptionMapper
    public Response map(ProblemException problem, HttpServerRequest request) {
        Response.ResponseBuilder answer = answer(problem, request);
        headers(problem).forEach(answer::header);
        return answer.build();
    }

    @ServerExceptionMapper(priority = 1)
    public Response map(AuthenticationFailedException refused, HttpServerRequest request) {
        return map(unauthorized(), request);
    }

    @ServerExceptionMapper(priority = 1)
    public Response map(UnauthorizedException anonymous, HttpServerRequest request) {
        return map(unauthorized(), request);
    }

    @ServerExceptionMapper(priority = 1)
    public Response map(ForbiddenException forbidden, HttpServerRequest request) {
        return map(ProblemException.of(ProblemType.FORBIDDEN, "This credential does not allow that."), request);
    }

    @ServerExceptionMapper({JsonProcessingException.class, JsonMappingException.class})
    public Response map(JsonProcessingException malformed, HttpServerRequest request) {
        return map(ProblemMapping.describe(malformed), request);
    }

    @ServerExceptionMapper(priority = 1)
    public Response map(MismatchedInputException mismatch, HttpServerRequest request) {
        return map(ProblemMapping.describe(mismatch), request);
    }

    @ServerExceptionMapper
    public Response map(WebApplicationException failure, HttpServerRequest request) {
        if (failure.getCause() instanceof JsonProcessingException malformed) {
            return map(ProblemMapping.describe(malformed), request);
        }
        int status = failure.getResponse().getStatus();
        return status == NOT_FOUND || status == NOT_ALLOWED
                ? notHere(request)
                : answer(ofStatus(status), request).build();
    }

    /** Where a class has a parameter in its path, the framework takes a method that is missing for a path that is. */
    private Response notHere(HttpServerRequest request) {
        SortedSet<String> methods = allowed.at(request.path());
        boolean pathIsThere = methods.size() > 1;
        if (!pathIsThere || methods.contains(request.method().name())) {
            return answer(ofStatus(NOT_FOUND), request).build();
        }
        return answer(ofStatus(NOT_ALLOWED), request)
                .header(HttpHeaders.ALLOW, String.join(", ", methods))
                .build();
    }

    @ServerExceptionMapper
    public Response map(Throwable failure, HttpServerRequest request) {
        return answer(unexpected(failure, request), request).build();
    }

    /** Says in the log what went wrong, and to the caller that it did. */
    static ProblemException unexpected(Throwable failure, HttpServerRequest request) {
        LOG.errorf(failure, "A request failed unexpectedly: %s %s", request.method(), request.path());
        return ProblemException.of(
                ProblemType.INTERNAL_ERROR, "Something went wrong on our side. Report the request_id if it stays.");
    }

    /** What goes with a problem beside its document. */
    static Map<String, String> headers(ProblemException problem) {
        Map<String, String> headers = new HashMap<>();
        if (problem.type() == ProblemType.UNAUTHORIZED) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        problem.retryAfter()
                .ifPresent(
                        delay -> headers.put(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds()))));
        return headers;
    }

    static ProblemDocument document(ProblemException problem, HttpServerRequest request) {
        return ProblemDocument.of(
                problem, request.path(), request.response().headers().get("X-Request-ID"));
    }

    private static ProblemException unauthorized() {
        return ProblemException.of(
                ProblemType.UNAUTHORIZED,
                "A valid credential is needed: X-API-Key for devices, Authorization for operators.");
    }

    private static ProblemException describe(JsonProcessingException failure) {
        if (failure instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            String field = mismatch.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                    .collect(Collectors.joining("."));
            return ProblemException.invalid(Violation.inBody(field, "has the wrong type"));
        }
        return ProblemException.of(ProblemType.MALFORMED_JSON, "The body is not the JSON that is expected here.");
    }

    private static ProblemException ofStatus(int status) {
        ProblemType type = ProblemType.ofStatus(status);
        return ProblemException.of(type, type.title() + ".");
    }

    private static Response.ResponseBuilder answer(ProblemException problem, HttpServerRequest request) {
        return Response.status(problem.type().status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(document(problem, request));
    }
}
