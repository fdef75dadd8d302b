package io.iotflow.registry.device;

import io.iotflow.domain.DeviceStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A filter as a clause: only what is asked for is in it, so that PostgreSQL plans for just that and finds the index.
 *
 * @param where empty, or beginning with {@code where}
 */
record FilterSql(String where, Tuple arguments) {

    /** What was typed, as a pattern of {@code like} in which nothing has a meaning. */
    private static String pattern(String search) {
        return "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    static FilterSql of(DeviceFilter filter) {
        Tuple arguments = Tuple.tuple();
        List<String> conditions = new ArrayList<>();
        collect(filter, conditions, arguments);
        return new FilterSql(conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions), arguments);
    }

    private static void collect(DeviceFilter filter, List<String> conditions, Tuple arguments) {
        filter.status()
                .map(DeviceStatus::wireName)
                .ifPresent(status -> conditions.add("status = " + add(arguments, status)));
        filter.deviceType().ifPresent(type -> conditions.add("device_type = " + add(arguments, type)));
        filter.search().ifPresent(text -> conditions.add("name ilike " + add(arguments, pattern(text))));
        if (!filter.tags().isEmpty()) {
            conditions.add("tags @> " + add(arguments, new JsonObject(Map.copyOf(filter.tags()))));
        }
        filter.memberOf()
                .ifPresent(group -> conditions.add("id in (select device_id from device_group_members where group_id = "
                        + add(arguments, group) + ")"));
        filter.within().ifPresent(other -> collect(other, conditions, arguments));
    }

    private static String add(Tuple arguments, Object value) {
        arguments.addValue(value);
        return "$" + arguments.size();
    }
}
