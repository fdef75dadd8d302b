package io.iotflow.query.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.TimeRange;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import io.iotflow.query.parameter.TimeParameter;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The span to erase, as it came: in the query or in a JSON body; what is in the query counts. */
class ErasureParameters {

    @Nullable
    @QueryParam("start_time")
    String startTime;

    @Nullable
    @QueryParam("stop_time")
    String stopTime;

    /** Fails with the problem that names what is wrong. */
    TimeRange range(@Nullable String body, ObjectMapper json, Instant now) {
        JsonNode members = members(body, json);
        Instant start = time("start_time", startTime, members, now);
        Instant stop = time("stop_time", stopTime, members, now);
        if (stop.isBefore(start)) {
            throw ProblemException.invalid(Violation.inQuery("start_time", "must not be after stop_time"));
        }
        return new TimeRange(start, stop);
    }

    private static JsonNode members(@Nullable String body, ObjectMapper json) {
        if (body == null || body.isBlank()) {
            return json.createObjectNode();
        }
        try {
            JsonNode root = json.readTree(body);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException _) {
            // Answered below, like JSON of another kind.
        }
        throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be a JSON object.");
    }

    private static Instant time(String name, @Nullable String inQuery, JsonNode members, Instant now) {
        if (inQuery != null) {
            return TimeParameter.read(name, inQuery, now);
        }
        String text = Optional.of(members.path(name))
                .filter(node -> node.isTextual() || node.isNumber())
                .map(JsonNode::asText)
                .orElseThrow(() -> ProblemException.invalid(
                        Violation.inBody(name, "is needed, here or in the query, as a text or a number")));
        return TimeParameter.read(name, text, now);
    }
}
