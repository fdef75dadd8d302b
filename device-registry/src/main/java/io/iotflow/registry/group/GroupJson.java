package io.iotflow.registry.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.domain.WireTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group in an answer. */
record GroupJson(
        long id,
        String name,
        @Nullable String description,
        @Nullable String color,
        boolean dynamic,
        @Nullable QueryJson query,
        String createdAt,
        String updatedAt) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record QueryJson(@Nullable String deviceType, @Nullable String status, Map<String, String> tags) {}

    static GroupJson of(Group group) {
        Group.Description description = group.description();
        return new GroupJson(
                group.id(),
                description.name(),
                description.description().orElse(null),
                description.color().orElse(null),
                group.query().isPresent(),
                group.query().map(GroupJson::json).orElse(null),
                WireTime.of(group.createdAt()),
                WireTime.of(group.updatedAt()));
    }

    private static QueryJson json(Group.Query query) {
        return new QueryJson(
                query.deviceType().orElse(null),
                query.status().map(DeviceStatus::wireName).orElse(null),
                query.tags());
    }
}
