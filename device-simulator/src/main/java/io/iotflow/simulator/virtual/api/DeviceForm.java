package io.iotflow.simulator.virtual.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.simulator.virtual.Definition;
import io.iotflow.simulator.virtual.Target;
import io.iotflow.simulator.virtual.type.DeviceType;
import io.iotflow.simulator.virtual.type.DeviceTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code {name, type, interval, target}} as it is sent to us; the interval in seconds. */
final class DeviceForm {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_INTERVAL = 3600;
    private static final int USUAL_INTERVAL = 5;

    private final JsonNode body;
    private final List<Violation> violations = new ArrayList<>();

    private DeviceForm(JsonNode body) {
        this.body = body;
    }

    /** A new device; fails with the problem that lists what is wrong. */
    static Definition read(JsonNode body, DeviceTypes types) {
        DeviceForm form = new DeviceForm(body);
        Definition definition = new Definition(
                form.name(""),
                form.type(types),
                form.interval(Duration.ofSeconds(USUAL_INTERVAL)),
                form.target(Target.IOTFLOW));
        return form.checked(definition);
    }

    /** A changed device: what is not sent stays as it is; the type always does. */
    static Definition change(JsonNode body, Definition before) {
        DeviceForm form = new DeviceForm(body);
        if (body.hasNonNull("type") && !body.path("type").asText().equals(before.type())) {
            form.refuse("type", "can't be changed; make another device");
        }
        Definition definition = new Definition(
                form.name(before.name()),
                before.type(),
                form.interval(before.interval()),
                form.target(before.target()));
        return form.checked(definition);
    }

    private Definition checked(Definition definition) {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return definition;
    }

    private String name(String otherwise) {
        String name = body.path("name").asText(otherwise).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            refuse("name", "must have 1 to " + LONGEST_NAME + " characters, none of them a control character");
        }
        return name;
    }

    private String type(DeviceTypes types) {
        String name = body.path("type").asText("");
        if (types.find(name).isEmpty()) {
            String known = types.all().stream().map(DeviceType::name).collect(Collectors.joining(", "));
            refuse("type", "must be one of " + known);
        }
        return name;
    }

    private Duration interval(Duration otherwise) {
        JsonNode interval = body.path("interval");
        if (interval.isMissingNode() || interval.isNull()) {
            return otherwise;
        }
        double seconds = interval.isNumber() ? interval.asDouble() : 0;
        if (seconds < 1 || seconds > LONGEST_INTERVAL) {
            refuse("interval", "must be a number of seconds from 1 to " + LONGEST_INTERVAL);
            return otherwise;
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private Target target(Target otherwise) {
        if (!body.hasNonNull("target")) {
            return otherwise;
        }
        Optional<Target> target = Target.parse(body.path("target").asText());
        if (target.isEmpty()) {
            refuse("target", "must be iotflow, cumulocity or both");
        }
        return target.orElse(otherwise);
    }

    private void refuse(String field, String message) {
        violations.add(Violation.inBody(field, message));
    }
}
