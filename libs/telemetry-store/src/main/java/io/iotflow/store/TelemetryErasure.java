package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;
import org.apache.tsfile.read.common.Field;
import org.apache.tsfile.read.common.RowRecord;

/**
 * Erases readings, at once or by age. Calls fail with {@link StoreUnavailableException} when the store does not answer.
 */
@Singleton
public class TelemetryErasure {

    private final StoreCalls calls;

    TelemetryErasure(StoreCalls calls) {
        this.calls = calls;
    }

    /** Erases a span, both ends included, and says how many values it held. One written meanwhile may go uncounted. */
    public Uni<Long> erase(DeviceId device, TimeRange range) {
        List<String> path = List.of(DevicePath.of(device) + ".*");
        return calls.run(sessions -> {
            long points = points(sessions, device, range);
            if (points > 0) {
                sessions.deleteData(
                        path, range.start().toEpochMilli(), range.end().toEpochMilli());
            }
            return points;
        });
    }

    /** How many values a span holds, metadata included. */
    public Uni<Long> points(DeviceId device, TimeRange range) {
        return calls.run(sessions -> points(sessions, device, range));
    }

    /**
     * Erases what several devices sent before a point in time.
     *
     * @return how many readings of how many devices went
     */
    public Uni<Older> eraseBefore(List<DeviceId> devices, Instant before) {
        return calls.run(sessions -> {
            Map<String, Long> found = older(sessions, devices, before);
            if (!found.isEmpty()) {
                List<String> paths =
                        found.keySet().stream().map(path -> path + ".*").toList();
                sessions.deleteData(paths, Long.MIN_VALUE, before.toEpochMilli() - 1);
            }
            return Older.of(found);
        });
    }

    /** How much of several devices is from before a point in time. */
    public Uni<Older> older(List<DeviceId> devices, Instant before) {
        return calls.run(sessions -> Older.of(older(sessions, devices, before)));
    }

    /**
     * Readings from before a point in time.
     *
     * @param devices how many have such readings
     */
    public record Older(long readings, long devices) {

        /** Nothing. */
        public static final Older NONE = new Older(0, 0);

        static Older of(Map<String, Long> readings) {
            return new Older(
                    readings.values().stream().mapToLong(Long::longValue).sum(), readings.size());
        }

        /** Both together. */
        public Older plus(Older other) {
            return new Older(readings + other.readings, devices + other.devices);
        }
    }

    /** By the path of the device; those that have none are not in it. */
    private static Map<String, Long> older(SessionPool sessions, List<DeviceId> devices, Instant before)
            throws IoTDBConnectionException, StatementExecutionException {
        String paths = devices.stream().map(DevicePath::of).collect(Collectors.joining(", "));
        String statement =
                "select count_time(*) from %s where time < %d align by device".formatted(paths, before.toEpochMilli());
        Map<String, Long> readings = new HashMap<>();
        try (SessionDataSetWrapper answer = sessions.executeQueryStatement(statement)) {
            while (answer.hasNext()) {
                List<Field> row = answer.next().getFields();
                if (row.getLast().getLongV() > 0) {
                    readings.put(row.getFirst().getStringValue(), row.getLast().getLongV());
                }
            }
        }
        return readings;
    }

    private static long points(SessionPool sessions, DeviceId device, TimeRange range)
            throws IoTDBConnectionException, StatementExecutionException {
        String statement = "select count(*) from %s where time >= %d and time <= %d"
                .formatted(
                        DevicePath.of(device),
                        range.start().toEpochMilli(),
                        range.end().toEpochMilli());
        long points = 0;
        try (SessionDataSetWrapper rows = sessions.executeQueryStatement(statement)) {
            while (rows.hasNext()) {
                RowRecord row = rows.next();
                points += row.getFields().stream()
                        .mapToLong(field -> field.getLongV())
                        .sum();
            }
        }
        return points;
    }
}
