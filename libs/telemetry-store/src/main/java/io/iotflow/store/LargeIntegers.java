package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.store.TelemetryAggregates.Question;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/** Adds up integers beyond 2^53 exactly. The store adds in double precision, so they are read; few devices have any. */
final class LargeIntegers {

    private static final int TIME = 1;
    private static final int VALUE = 2;

    private LargeIntegers() {}

    /** The sums by window; empty when there are more values than the question allows, and the store's sum has to do. */
    static Optional<NavigableMap<Long, WindowPart>> sums(SessionPool sessions, DeviceId device, Question question)
            throws IoTDBConnectionException, StatementExecutionException {
        NavigableMap<Long, WindowPart> windows = new TreeMap<>();
        int count = 0;
        try (SessionDataSetWrapper answer = sessions.executeQueryStatement(statement(device, question))) {
            DataIterator rows = answer.iterator();
            while (rows.next()) {
                if (++count > question.mostValues()) {
                    return Optional.empty();
                }
                windows.merge(
                        question.windowOf(rows.getLong(TIME)),
                        WindowPart.ofLarge(rows.getLong(VALUE)),
                        (one, other) -> one.with(other, question.function()));
            }
        }
        return Optional.of(windows);
    }

    private static String statement(DeviceId device, Question question) {
        return "select %s from %s where time >= %d and time <= %d limit %d"
                .formatted(
                        new SeriesName(Lane.INTEGER, false, question.field()).encoded(),
                        DevicePath.of(device),
                        question.range().start().toEpochMilli(),
                        question.range().end().toEpochMilli(),
                        question.mostValues() + 1);
    }
}
