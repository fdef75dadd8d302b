package io.iotflow.registry.device;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of the table {@code devices} as devices. */
final class DeviceRows {

    /** All columns that {@link #device} reads. */
    static final String COLUMNS = """
            id, name, device_type, description, status, location, firmware_version, hardware_version, user_id, tags,
            created_at, updated_at, last_seen""";

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
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("last_seen")).map(OffsetDateTime::toInstant));
    }

    static DeviceStatus status(String wireName) {
        return DeviceStatus.parse(wireName).orElseThrow(() -> new IllegalStateException("unknown status " + wireName));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    private static Map<String, String> tags(JsonObject json) {
        Map<String, String> tags = new LinkedHashMap<>();
        json.forEach(entry -> tags.put(entry.getKey(), String.valueOf(entry.getValue())));
        return tags;
    }
}
