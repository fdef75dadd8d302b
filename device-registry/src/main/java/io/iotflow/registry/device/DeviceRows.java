package io.iotflow.registry.device;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.registry.database.DatabaseTime;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of the table {@code devices} as devices. */
final class DeviceRows {

    /** Whether a dynamic group {@code g} holds a row of {@code devices}. */
    static final String HELD_BY_DYNAMIC_GROUP = """
            (g.dynamic and (g.query_device_type is null or g.query_device_type = devices.device_type)
             and (g.query_status is null or g.query_status = devices.status) and devices.tags @> g.query_tags)""";

    /** All columns that {@link #device} reads. */
    static final String COLUMNS = """
            id, name, device_type, description, status, location, firmware_version, hardware_version, user_id, tags,
            created_at, updated_at, last_seen,
            array(select g.name from device_group_members m join device_groups g on g.id = m.group_id
                  where m.device_id = devices.id
                  union all
                  select g.name from device_groups g where\s""" + HELD_BY_DYNAMIC_GROUP + """
             order by 1) as groups""";

    private DeviceRows() {}

    static List<Device> all(RowSet<Row> rows) {
        List<Device> devices = new ArrayList<>();
        rows.forEach(row -> devices.add(device(row)));
        return devices;
    }

    static Optional<Device> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    static Device device(Row row) {
        DeviceDescription description = new DeviceDescription(
                row.getString("name"),
                row.getString("device_type"),
                text(row, "description"),
                text(row, "location"),
                text(row, "firmware_version"),
                text(row, "hardware_version"),
                text(row, "user_id"),
                tags(row.getJsonObject("tags")));
        return new Device(
                new DeviceId(row.getLong("id")),
                description,
                status(row.getString("status")),
                List.of(row.getArrayOfStrings("groups")),
                DatabaseTime.read(row, "created_at"),
                DatabaseTime.read(row, "updated_at"),
                DatabaseTime.find(row, "last_seen"));
    }

    static DeviceStatus status(String wireName) {
        return DeviceStatus.parse(wireName).orElseThrow(() -> new IllegalStateException("unknown status " + wireName));
    }

    static Map<String, String> tags(JsonObject json) {
        Map<String, String> tags = new LinkedHashMap<>();
        json.forEach(entry -> tags.put(entry.getKey(), String.valueOf(entry.getValue())));
        return tags;
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }
}
