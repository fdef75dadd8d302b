package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.TimeRange;
import io.iotflow.store.ExistingSeries.Candidates;
import io.iotflow.store.WindowPart.Chosen;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * Sums up the values of a field window by window. The store does the work, except for the median, whose values are read.
 * Calls fail with {@link StoreUnavailableException} when the store does not answer.
 */
@Singleton
public class TelemetryAggregates {

    private static final int TIME = 1;

    private final StoreCalls calls;
    private final ExistingSeries existing;

    TelemetryAggregates(StoreCalls calls, ExistingSeries existing) {
        this.calls = calls;
        this.existing = existing;
    }

    /**
     * What to sum up.
     *
     * @param range only values in it count, also in its first and last window
     * @param windowMillis the length of a window; windows begin at multiples of it since 1970
     * @param mostValues the most values that are read for a median, and for an exact sum of integers beyond 2^53
     */
    public record Question(
            String field, AggregateFunction function, TimeRange range, long windowMillis, int mostValues) {

        /** The beginning of the window that a time is in. */
        public long windowOf(long time) {
            return Math.floorDiv(time, windowMillis) * windowMillis;
        }

        /** How many windows the range touches; each is a row of the store's answer. */
        long windows() {
            return (range.end().toEpochMilli() - windowOf(range.start().toEpochMilli())) / windowMillis + 1;
        }
    }

    /**
     * The windows that have values, by their beginning in milliseconds.
     *
     * @return empty when it takes more values than the question allows
     */
    public Uni<Optional<NavigableMap<Long, WindowPart>>> windows(DeviceId device, Question question) {
        return question.function() == AggregateFunction.MEDIAN
                ? existing.ask(device, series -> values(device, question, series))
                : existing.ask(device, series -> sums(device, question, series))
                        .map(lanes -> Optional.of(together(lanes, question)));
    }

    private Uni<Map<Lane, NavigableMap<Long, WindowPart>>> sums(DeviceId device, Question question, Candidates series) {
        List<String> columns = columns(question, series);
        if (columns.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String statement = statement(device, question, columns);
        return calls.ask(
                        sessions -> sessions.executeQueryStatement(statement),
                        rows -> new WindowRows(device, question, rows).read())
                .chain(lanes -> question.function().adds() && lanes.containsKey(Lane.INTEGER)
                        ? exact(device, question, lanes)
                        : Uni.createFrom().item(lanes));
    }

    private Uni<Map<Lane, NavigableMap<Long, WindowPart>>> exact(
            DeviceId device, Question question, Map<Lane, NavigableMap<Long, WindowPart>> lanes) {
        return calls.run(sessions -> {
            LargeIntegers.sums(sessions, device, question).ifPresent(exact -> lanes.put(Lane.INTEGER, exact));
            return lanes;
        });
    }

    private static NavigableMap<Long, WindowPart> together(
            Map<Lane, NavigableMap<Long, WindowPart>> lanes, Question question) {
        NavigableMap<Long, WindowPart> windows = new TreeMap<>();
        lanes.values()
                .forEach(lane -> lane.forEach((start, part) ->
                        windows.merge(start, part, (one, other) -> one.with(other, question.function()))));
        return windows;
    }

    private static List<String> columns(Question question, Candidates candidates) {
        List<String> columns = new ArrayList<>();
        for (String series : candidates.of(question.field(), question.function().lanes())) {
            columns.add("count(" + series + ")");
            question.function().storeFunctions().forEach(function -> columns.add(function + "(" + series + ")"));
        }
        return columns;
    }

    /** The last window ends with the range; a condition on the time costs the store more, so only a cut first one has it. */
    private static String statement(DeviceId device, Question question, List<String> columns) {
        long start = question.range().start().toEpochMilli();
        long end = question.range().end().toEpochMilli();
        return "select %s from %s%s group by ([%d, %d), %dms)"
                .formatted(
                        String.join(", ", columns),
                        DevicePath.of(device),
                        question.windowOf(start) == start ? "" : " where time >= " + start,
                        question.windowOf(start),
                        end + 1,
                        question.windowMillis());
    }

    private static FieldValue number(DataIterator rows, Lane lane, String column) throws StatementExecutionException {
        return lane == Lane.INTEGER ? new IntegerValue(rows.getLong(column)) : new NumberValue(rows.getDouble(column));
    }

    private Uni<Optional<NavigableMap<Long, WindowPart>>> values(
            DeviceId device, Question question, Candidates candidates) {
        List<String> series = candidates.of(question.field(), List.of(Lane.NUMBER, Lane.INTEGER));
        return series.isEmpty()
                ? Uni.createFrom().item(Optional.of(new TreeMap<>()))
                : calls.run(sessions -> values(sessions, valuesStatement(device, question, series), question));
    }

    private static Optional<NavigableMap<Long, WindowPart>> values(
            SessionPool sessions, String statement, Question question)
            throws IoTDBConnectionException, StatementExecutionException {
        String integer = new SeriesName(Lane.INTEGER, false, question.field()).encoded();
        Map<Long, List<Chosen>> found = new TreeMap<>();
        int count = 0;
        try (SessionDataSetWrapper answer = sessions.executeQueryStatement(statement)) {
            DataIterator rows = answer.iterator();
            List<String> columns = rows.getColumnNameList();
            while (rows.next()) {
                if (++count > question.mostValues()) {
                    return Optional.empty();
                }
                long time = rows.getLong(TIME);
                List<Chosen> window = found.computeIfAbsent(question.windowOf(time), _ -> new ArrayList<>());
                for (String column : columns.subList(TIME, columns.size())) {
                    if (!rows.isNull(column)) {
                        Lane lane = column.endsWith("." + integer) ? Lane.INTEGER : Lane.NUMBER;
                        window.add(new Chosen(number(rows, lane, column), time));
                    }
                }
            }
        }
        return Optional.of(parts(found));
    }

    private static NavigableMap<Long, WindowPart> parts(Map<Long, List<Chosen>> found) {
        NavigableMap<Long, WindowPart> windows = new TreeMap<>();
        found.forEach((start, window) -> windows.put(start, WindowPart.ofChosen(window.size(), window)));
        return windows;
    }

    private static String valuesStatement(DeviceId device, Question question, List<String> series) {
        return "select %s from %s where time >= %d and time <= %d limit %d"
                .formatted(
                        String.join(", ", series),
                        DevicePath.of(device),
                        question.range().start().toEpochMilli(),
                        question.range().end().toEpochMilli(),
                        question.mostValues() + 1);
    }
}
