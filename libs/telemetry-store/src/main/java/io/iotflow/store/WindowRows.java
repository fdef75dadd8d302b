package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.store.TelemetryAggregates.Question;
import io.iotflow.store.WindowPart.Chosen;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;

/** The rows of a query over windows: a time, then for each lane that the device has a count and what else was asked of it. */
final class WindowRows {

    private static final int TIME = 1;

    /**
     * Where what was asked of a lane stands.
     *
     * @param others of the store's functions, in their order
     */
    private record Columns(Lane lane, int count, List<Integer> others) {}

    private final DataIterator rows;
    private final AggregateFunction function;
    private final long windows;
    private final List<Columns> lanes = new ArrayList<>();

    WindowRows(DeviceId device, Question question, DataIterator rows) {
        this.rows = rows;
        this.function = question.function();
        this.windows = question.windows();
        List<String> names = rows.getColumnNameList();
        for (Lane lane : function.lanes()) {
            String series =
                    "(" + DevicePath.of(device) + "." + new SeriesName(lane, false, question.field()).encoded() + ")";
            int count = names.indexOf("count" + series) + 1;
            if (count > 0) {
                List<Integer> others = function.storeFunctions().stream()
                        .map(name -> names.indexOf(name + series) + 1)
                        .toList();
                lanes.add(new Columns(lane, count, others));
            }
        }
    }

    /** The windows with values of each lane that has any, by their beginning in milliseconds. Once. */
    Map<Lane, NavigableMap<Long, WindowPart>> read() throws IoTDBConnectionException, StatementExecutionException {
        Map<Lane, NavigableMap<Long, WindowPart>> found = new EnumMap<>(Lane.class);
        for (long row = 0; row < windows && rows.next(); row++) {
            for (Columns columns : lanes) {
                long values = rows.isNull(columns.count()) ? 0 : rows.getLong(columns.count());
                if (values > 0) {
                    found.computeIfAbsent(columns.lane(), _ -> new TreeMap<>())
                            .put(rows.getLong(TIME), part(columns, values));
                }
            }
        }
        return found;
    }

    private WindowPart part(Columns columns, long values) throws StatementExecutionException {
        List<Integer> others = columns.others();
        return switch (function) {
            case COUNT, MEDIAN -> WindowPart.ofCount(values);
            case SUM, MEAN -> WindowPart.ofSum(values, rows.getDouble(others.getFirst()));
            case STDDEV ->
                WindowPart.ofSpread(
                        values, rows.getDouble(others.getFirst()), rows.getDouble(others.getLast()) * values);
            case MIN, MAX -> WindowPart.ofChosen(values, List.of(new Chosen(number(columns), 0)));
            case FIRST, LAST ->
                WindowPart.ofChosen(values, List.of(new Chosen(number(columns), rows.getLong(others.getLast()))));
        };
    }

    private FieldValue number(Columns columns) throws StatementExecutionException {
        int column = columns.others().getFirst();
        return columns.lane() == Lane.INTEGER
                ? new IntegerValue(rows.getLong(column))
                : new NumberValue(rows.getDouble(column));
    }
}
