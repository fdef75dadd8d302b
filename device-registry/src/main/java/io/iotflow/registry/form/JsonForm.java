package io.iotflow.registry.form;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request body, read member by member. Everything that is wrong is collected, so that the caller hears of all of it at
 * once; members that nobody asks for are ignored.
 */
public final class JsonForm {

    /** In bytes; for every endpoint that takes no telemetry. */
    public static final int LARGEST_BODY = 16 * 1024;

    /** Numbers keep all their digits; what follows the document is no part of it, and refused. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final JsonNode body;
    private final List<Violation> violations = new ArrayList<>();

    private JsonForm(JsonNode body) {
        this.body = body;
    }

    /** Reads a JSON object; fails with the problem that the caller is told. */
    public static JsonForm read(byte[] body) {
        JsonNode root = parse(body, LARGEST_BODY);
        if (!root.isObject()) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be a JSON object.");
        }
        return new JsonForm(root);
    }

    /** The form in a part of a document; what is no object has no members. */
    public static JsonForm of(JsonNode object) {
        return new JsonForm(object);
    }

    /** Reads any JSON of at most so many bytes; fails with the problem that the caller is told. */
    public static JsonNode parse(byte[] body, int largest) {
        if (body.length > largest) {
            throw ProblemException.of(
                    ProblemType.PAYLOAD_TOO_LARGE, "This endpoint takes at most " + largest + " bytes.");
        }
        try {
            return JSON.readTree(body);
        } catch (IOException _) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body is not readable JSON.");
        }
    }

    /** A text that must be there, of 1 to {@code longest} characters; the empty text when it is wrong. */
    public String requiredText(String member, int longest) {
        Optional<String> text = text(member, longest);
        if (text.isEmpty()
                && violations.stream().noneMatch(wrong -> wrong.field().equals(member))) {
            refuse(member, "is required");
        }
        return text.orElse("");
    }

    /** A text of 1 to {@code longest} characters; empty when it is absent or wrong. */
    public Optional<String> text(String member, int longest) {
        JsonNode value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            refuse(member, "must be a text");
            return Optional.empty();
        }
        return checked(member, value.textValue(), longest);
    }

    private Optional<String> checked(String member, String text, int longest) {
        if (text.isBlank()) {
            refuse(member, "must not be empty");
        } else if (text.codePointCount(0, text.length()) > longest) {
            refuse(member, "must have at most " + longest + " characters");
        } else if (!isStorable(text)) {
            refuse(member, "must not contain the character U+0000 or half a surrogate pair");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    /** An object of texts with at most {@code most} members; empty when it is absent or wrong. */
    public Map<String, String> texts(String member, int most, int longest) {
        JsonNode value = body.path(member);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        if (!value.isObject()) {
            refuse(member, "must be an object of texts");
        } else if (value.size() > most) {
            refuse(member, "must have at most " + most + " entries");
        } else {
            value.properties().forEach(entry -> {
                String field = member + "." + entry.getKey();
                if (checked(field, entry.getKey(), longest).isEmpty()) {
                    return;
                }
                if (entry.getValue().isTextual()) {
                    checked(field, entry.getValue().textValue(), longest)
                            .ifPresent(text -> texts.put(entry.getKey(), text));
                } else {
                    refuse(field, "must be a text");
                }
            });
        }
        return texts;
    }

    /** A whole number within bounds; the default when it is absent or wrong. */
    public int wholeNumber(String member, int least, int most, int otherwise) {
        JsonNode value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            refuse(member, "must be a whole number from " + least + " to " + most);
            return otherwise;
        }
        return value.intValue();
    }

    /** An object as JSON text; an empty one when it is absent or wrong. */
    public String object(String member) {
        JsonNode value = body.path(member);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            refuse(member, "must be an object");
        }
        return value.isObject() ? value.toString() : "{}";
    }

    /** Whether the member is there and not null. */
    public boolean has(String member) {
        return body.hasNonNull(member);
    }

    /** A member as it came; a missing node when it is absent. */
    public JsonNode member(String member) {
        return body.path(member);
    }

    /** Whether PostgreSQL can keep a text, and UTF-8 can carry it. */
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** Notes that a member is wrong. */
    public void refuse(String member, String message) {
        violations.add(Violation.inBody(member, message));
    }

    /** Fails with everything that was found wrong. */
    public void check() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }
}
