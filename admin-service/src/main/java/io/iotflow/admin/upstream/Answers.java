package io.iotflow.admin.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads what another service answered. Its problems become problems of this service, in the same words. */
@Singleton
public class Answers {

    private static final Logger LOG = Logger.getLogger(Answers.class);
    private static final int FIRST_ERROR = 400;
    private static final int UNAVAILABLE = 503;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ObjectMapper json;

    Answers(ObjectMapper json) {
        this.json = json;
    }

    /** The document in an answer; an empty one for an answer without a body. */
    public Uni<ObjectNode> read(String service, Uni<RestResponse<String>> call) {
        return call.onFailure(failure -> !(failure instanceof ProblemException))
                .transform(failure -> unreachable(service, failure))
                .map(answer -> document(service, answer));
    }

    private ObjectNode document(String service, RestResponse<String> answer) {
        ObjectNode document = parse(answer);
        if (answer.getStatus() >= FIRST_ERROR) {
            throw problem(service, answer.getStatus(), document);
        }
        return document;
    }

    private ObjectNode parse(RestResponse<String> answer) {
        // The client hands over an error's body as the bytes that came, whatever the method's type says.
        Object body = ((RestResponse<?>) answer).getEntity();
        try {
            JsonNode document = switch (body) {
                case String text -> json.readTree(text);
                case InputStream bytes -> json.readTree(bytes);
                case null, default -> json.createObjectNode();
            };
            return document instanceof ObjectNode object ? object : json.createObjectNode();
        } catch (IOException _) {
            return json.createObjectNode();
        }
    }

    private static ProblemException problem(String service, int status, JsonNode document) {
        if (status >= UNAVAILABLE) {
            return ProblemException.unavailable(
                    document.path("title").asText("Service unavailable"),
                    document.path("detail").asText(service + " is not available. Try again."),
                    RETRY_AFTER);
        }
        List<Violation> violations = violations(document);
        ProblemType type = ProblemType.ofStatus(status);
        return violations.isEmpty()
                ? ProblemException.titled(
                        type,
                        document.path("title").asText(type.title()),
                        document.path("detail").asText(type.title() + "."))
                : ProblemException.invalid(violations);
    }

    private static List<Violation> violations(JsonNode document) {
        List<Violation> violations = new ArrayList<>();
        document.path("violations")
                .forEach(violation -> violations.add(new Violation(
                        violation.path("in").asText(),
                        violation.path("field").asText(),
                        violation.path("message").asText())));
        return violations;
    }

    private static ProblemException unreachable(String service, Throwable failure) {
        LOG.warnf("%s did not answer: %s", service, failure.getMessage());
        return ProblemException.unavailable(
                "Service unavailable", service + " does not answer. Nothing was changed; try again.", RETRY_AFTER);
    }
}
