package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeRange;
import io.iotflow.store.LatestValues.TimedValue;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * Reads a little of many devices with one question, whatever their number; a caller with more devices than the store should
 * answer at once asks page by page. Calls fail with {@link StoreUnavailableException} when the store does not answer.
 */
@Singleton
public class FleetReader {

    private static final int DEVICE = 1;

    private final StoreCalls calls;

    FleetReader(StoreCalls calls) {
        this.calls = calls;
    }

    /**
     * The newest value of each device by event time; devices without one are left out.
     *
     * @param field of this field alone; the newest of any field when empty
     */
    public Uni<Map<DeviceId, TimedValue>> newest(Collection<DeviceId> devices, Optional<String> field) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<String> paths = devices.stream()
                .flatMap(device -> names(field).stream().map(name -> DevicePath.of(device) + "." + name))
                .toList();
        return calls.run(sessions -> {
            try (SessionDataSetWrapper rows = sessions.executeLastDataQuery(paths)) {
                return LastValueRows.readNewest(rows.iterator());
            }
        });
    }

    /**
     * By how much a numeric field changed from its first to its last value of a span; devices without a value there are
     * left out. Integers beyond 2^53 are not looked at.
     */
    public Uni<Map<DeviceId, Double>> changes(Collection<DeviceId> devices, String field, TimeRange range) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String statement = changeStatement(devices, new SeriesName(Lane.NUMBER, false, field).encoded(), range);
        return calls.run(sessions -> readChanges(sessions, statement));
    }

    private static List<String> names(Optional<String> field) {
        if (field.isEmpty()) {
            return List.of("*");
        }
        List<String> names = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            names.add(new SeriesName(lane, false, field.get()).encoded());
        }
        return names;
    }

    private static String changeStatement(Collection<DeviceId> devices, String series, TimeRange range) {
        return "select first_value(%s), last_value(%s) from %s where time >= %d and time <= %d align by device"
                .formatted(
                        series,
                        series,
                        devices.stream().map(DevicePath::of).collect(Collectors.joining(", ")),
                        range.start().toEpochMilli(),
                        range.end().toEpochMilli());
    }

    private static Map<DeviceId, Double> readChanges(SessionPool sessions, String statement)
            throws IoTDBConnectionException, StatementExecutionException {
        Map<DeviceId, Double> changes = new HashMap<>();
        try (SessionDataSetWrapper answer = sessions.executeQueryStatement(statement)) {
            DataIterator rows = answer.iterator();
            while (rows.next()) {
                Optional<DeviceId> device = DevicePath.parse(rows.getString(DEVICE));
                if (device.isPresent() && !rows.isNull(DEVICE + 1) && !rows.isNull(DEVICE + 2)) {
                    changes.put(device.get(), rows.getDouble(DEVICE + 2) - rows.getDouble(DEVICE + 1));
                }
            }
        }
        return changes;
    }
}
