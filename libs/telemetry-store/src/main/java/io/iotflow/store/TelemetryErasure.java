package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;
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

    /** Keeps a device's readings for this long by event time; without an age, for ever. */
    public Uni<Void> keep(DeviceId device, Optional<Duration> age) {
        String path = DevicePath.of(device);
        String statement = age.map(length -> "set ttl to " + path + ".** " + length.toMillis())
                .orElse("unset ttl from " + path + ".**");
        return calls.run(sessions -> {
                    sessions.executeNonQueryStatement(statement);
                    return true;
                })
                .replaceWithVoid();
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
