package io.iotflow.query.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeSpan;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as JSON: <code>{"default":"365d","device_types":{"pump":"30d"},"devices":{"17":"forever"}}</code>. What is left
 * out is kept for ever, or as long as the default.
 */
@Singleton
class PolicyJson {

    private static final String DEFAULT = "default";
    private static final String TYPES = "device_types";
    private static final String DEVICES = "devices";
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int LONGEST_TYPE = 50;

    private final ObjectMapper json;
    private final RetentionSettings settings;

    PolicyJson(ObjectMapper json, RetentionSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    /** Reads what a caller sent; fails with the problem that names everything that is wrong. */
    RetentionPolicy read(String body) {
        if (body.length() > LARGEST_BODY) {
            throw ProblemException.of(
                    ProblemType.PAYLOAD_TOO_LARGE, "A policy has at most " + LARGEST_BODY + " characters.");
        }
        List<Violation> wrong = new ArrayList<>();
        RetentionPolicy policy = policy(tree(body), wrong);
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        return policy;
    }

    /** Reads what {@link #write} wrote. */
    RetentionPolicy stored(String text) {
        return policy(tree(text), new ArrayList<>());
    }

    String write(RetentionPolicy policy) {
        ObjectNode root = json.createObjectNode();
        root.put(DEFAULT, policy.all().text());
        ObjectNode types = root.putObject(TYPES);
        policy.types().forEach((type, kept) -> types.put(type, kept.text()));
        ObjectNode devices = root.putObject(DEVICES);
        policy.devices().forEach((device, kept) -> devices.put(device.toString(), kept.text()));
        return root.toString();
    }

    private JsonNode tree(String text) {
        try {
            JsonNode root = json.readTree(text);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException _) {
            // Answered below, like JSON of another kind.
        }
        throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be a JSON object.");
    }

    private RetentionPolicy policy(JsonNode root, List<Violation> wrong) {
        Kept all = root.hasNonNull(DEFAULT) ? kept(DEFAULT, root.get(DEFAULT), wrong) : Kept.FOREVER;
        Map<String, Kept> types = new LinkedHashMap<>();
        entries(TYPES, root, wrong).forEach((type, kept) -> {
            if (type.isEmpty() || type.codePointCount(0, type.length()) > LONGEST_TYPE) {
                wrong.add(Violation.inBody(TYPES, "a type has 1 to " + LONGEST_TYPE + " characters"));
            }
            types.put(type, kept);
        });
        Map<DeviceId, Kept> devices = new LinkedHashMap<>();
        entries(DEVICES, root, wrong).forEach((text, kept) -> {
            Optional<DeviceId> id = DeviceId.parse(text);
            id.ifPresentOrElse(
                    device -> devices.put(device, kept),
                    () -> wrong.add(Violation.inBody(DEVICES + "." + text, "is not the id of a device")));
        });
        return new RetentionPolicy(all, types, devices);
    }

    private Map<String, Kept> entries(String member, JsonNode root, List<Violation> wrong) {
        JsonNode node = root.path(member);
        Map<String, Kept> entries = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return entries;
        }
        if (!node.isObject() || node.size() > settings.mostEntries()) {
            wrong.add(Violation.inBody(member, "must be an object of at most " + settings.mostEntries() + " entries"));
            return entries;
        }
        node.properties()
                .forEach(entry ->
                        entries.put(entry.getKey(), kept(member + "." + entry.getKey(), entry.getValue(), wrong)));
        return entries;
    }

    private Kept kept(String field, JsonNode value, List<Violation> wrong) {
        Optional<Kept> kept = Optional.of(value).filter(JsonNode::isTextual).flatMap(text -> Kept.parse(text.asText()));
        if (kept.isEmpty()) {
            wrong.add(Violation.inBody(field, "must be forever or " + TimeSpan.ACCEPTED_FORM));
        } else if (kept.flatMap(Kept::age)
                .filter(age -> age.compareTo(settings.shortest()) < 0)
                .isPresent()) {
            wrong.add(Violation.inBody(
                    field, "must be at least " + settings.shortest().toMinutes() + "m"));
        }
        return kept.orElse(Kept.FOREVER);
    }
}
