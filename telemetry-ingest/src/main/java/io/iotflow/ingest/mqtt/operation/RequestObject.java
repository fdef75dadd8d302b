package io.iotflow.ingest.mqtt.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import java.io.IOException;

/** The body of an operator's request: a JSON object of at most 16 KiB. Members that nobody asks for are ignored. */
final class RequestObject {

    private static final int LARGEST_BODY = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode members;

    private RequestObject(JsonNode members) {
        this.members = members;
    }

    /** Fails with the problem that the caller is told. */
    static RequestObject read(byte[] body) {
        if (body.length > LARGEST_BODY) {
            throw ProblemException.of(
                    ProblemType.PAYLOAD_TOO_LARGE, "This endpoint takes at most " + LARGEST_BODY + " bytes.");
        }
        try {
            JsonNode members = JSON.readTree(body);
            if (members.isObject()) {
                return new RequestObject(members);
            }
        } catch (IOException _) {
            // Answered below, like a body that is no object.
        }
        throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be a JSON object.");
    }

    /** A text that must be there. */
    String text(String member) {
        JsonNode value = members.path(member);
        if (!value.isTextual()) {
            throw refuse(member, value.isMissingNode() ? "is required" : "must be a text");
        }
        return value.textValue();
    }

    /** A text, or anything else as its JSON; it must be there. */
    String textOrJson(String member) {
        JsonNode value = members.path(member);
        if (value.isMissingNode() || value.isNull()) {
            throw refuse(member, "is required");
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** A whole number within bounds; the smallest when it is absent. */
    int number(String member, int least, int most) {
        JsonNode value = members.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return least;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw refuse(member, "must be a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** True or false; false when it is absent. */
    boolean flag(String member) {
        JsonNode value = members.path(member);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw refuse(member, "must be true or false");
        }
        return value.booleanValue();
    }

    static ProblemException refuse(String member, String message) {
        return ProblemException.invalid(Violation.inBody(member, message));
    }
}
