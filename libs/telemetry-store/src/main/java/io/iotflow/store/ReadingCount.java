package io.iotflow.store;

import io.iotflow.domain.TimeRange;
import java.util.List;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * Counts readings. The plan of one question for each device is held in the store's memory for queries, about 340 bytes a
 * device, and 100 000 devices are more than it has; so many are counted in parts.
 */
final class ReadingCount {

    private static final long DEVICES_OF_A_PART = 10_000;
    private static final int FAN_OUT = 9;
    private static final int MOST_DIGITS = 3;

    private ReadingCount() {}

    /** The paths of all devices, in parts that can be counted. */
    static List<String> parts(SessionPool sessions) throws IoTDBConnectionException, StatementExecutionException {
        long devices = lastColumn(sessions, "count devices " + DevicePath.ALL);
        int digits = 0;
        for (long each = devices; each > DEVICES_OF_A_PART && digits < MOST_DIGITS; each /= FAN_OUT) {
            digits++;
        }
        return DevicePath.parts(digits);
    }

    /** Of the devices at some paths. */
    static long of(SessionPool sessions, List<String> paths, TimeRange range)
            throws IoTDBConnectionException, StatementExecutionException {
        long sum = 0;
        for (String path : paths) {
            sum += lastColumn(
                    sessions,
                    "select count_time(*) from %s where time >= %d and time <= %d align by device"
                            .formatted(
                                    path,
                                    range.start().toEpochMilli(),
                                    range.end().toEpochMilli()));
        }
        return sum;
    }

    /** Adds up the last column: one row for each device. */
    private static long lastColumn(SessionPool sessions, String statement)
            throws IoTDBConnectionException, StatementExecutionException {
        try (SessionDataSetWrapper rows = sessions.executeQueryStatement(statement)) {
            long sum = 0;
            while (rows.hasNext()) {
                sum += rows.next().getFields().getLast().getLongV();
            }
            return sum;
        }
    }
}
