package io.iotflow.registry.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.registry.form.JsonForm;
import io.iotflow.registry.group.Group.Description;
import io.iotflow.registry.group.Group.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups as they are sent to us. */
record GroupForm(Description description, Optional<Query> query) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int LONGEST_COLOR = 32;
    private static final int LONGEST_TYPE = 50;
    private static final int MOST_TAGS = 32;
    private static final int LONGEST_TAG = 200;
    private static final Set<String> MEMBERS_OF_QUERY = Set.of("device_type", "status", "tags");

    /** A new group. */
    static GroupForm read(byte[] body) {
        JsonForm form = JsonForm.read(body);
        Description description = new Description(
                form.requiredText("name", LONGEST_NAME),
                form.text("description", LONGEST_DESCRIPTION),
                form.text("color", LONGEST_COLOR));
        return checked(form, description, query(form));
    }

    /** A group that is changed: what is not said stays as it is. */
    static GroupForm change(Group group, byte[] body) {
        JsonForm form = JsonForm.read(body);
        Description before = group.description();
        Description description = new Description(
                form.text("name", LONGEST_NAME).orElse(before.name()),
                form.text("description", LONGEST_DESCRIPTION).or(before::description),
                form.text("color", LONGEST_COLOR).or(before::color));
        Optional<Query> query = query(form);
        if (query.isPresent() && group.query().isEmpty()) {
            form.refuse("query", "can't be given to a group whose devices are added by hand");
        }
        return checked(form, description, query.or(group::query));
    }

    /** The devices that are to be added or removed. */
    static List<DeviceId> devices(byte[] body, int most) {
        JsonForm form = JsonForm.read(body);
        JsonNode listed = form.member("device_ids");
        List<DeviceId> devices = new ArrayList<>();
        if (!listed.isArray() || listed.isEmpty() || listed.size() > most) {
            form.refuse("device_ids", "must be an array of 1 to " + most + " ids");
        }
        listed.forEach(id -> DeviceId.parse(id.asText())
                .ifPresentOrElse(devices::add, () -> form.refuse("device_ids", "must hold ids of devices only")));
        form.check();
        return devices;
    }

    private static GroupForm checked(JsonForm form, Description description, Optional<Query> query) {
        form.check();
        return new GroupForm(description, query);
    }

    private static Optional<Query> query(JsonForm form) {
        JsonNode node = form.member("query");
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        // A member that is ignored would make the group larger than was meant.
        boolean known = node.isObject()
                && !node.isEmpty()
                && node.properties().stream().allMatch(member -> MEMBERS_OF_QUERY.contains(member.getKey()));
        if (!known) {
            form.refuse("query", "must be an object with at least one of device_type, status, tags, and nothing else");
            return Optional.empty();
        }
        JsonForm query = JsonForm.of(node);
        Query read = new Query(
                query.text("device_type", LONGEST_TYPE),
                query.text("status", LONGEST_TYPE).flatMap(name -> status(query, name)),
                query.texts("tags", MOST_TAGS, LONGEST_TAG));
        query.check();
        if (read.deviceType().isEmpty()
                && read.status().isEmpty()
                && read.tags().isEmpty()) {
            form.refuse("query", "must let some devices through and others not");
        }
        return Optional.of(read);
    }

    private static Optional<DeviceStatus> status(JsonForm query, String name) {
        Optional<DeviceStatus> status = DeviceStatus.parse(name);
        if (status.isEmpty()) {
            query.refuse("status", "must be active, inactive or maintenance");
        }
        return status;
    }
}
