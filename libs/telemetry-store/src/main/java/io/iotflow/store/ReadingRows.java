package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;

/** The rows of a query over one device: a time, then one column for each series. */
final class ReadingRows {

    private static final int TIME = 1;

    /** A column whose name we wrote. */
    private record Column(int index, SeriesName series) {}

    private final DeviceId device;
    private final DataIterator rows;
    private final List<Column> columns;

    ReadingRows(DeviceId device, DataIterator rows) {
        this.device = device;
        this.rows = rows;
        this.columns = columns(rows.getColumnNameList());
    }

    /** The next reading that has a field, or empty at the end. */
    Optional<Reading> next() throws IoTDBConnectionException, StatementExecutionException {
        while (rows.next()) {
            Map<String, FieldValue> fields = new LinkedHashMap<>();
            Map<String, FieldValue> metadata = new LinkedHashMap<>();
            for (Column column : columns) {
                if (!rows.isNull(column.index())) {
                    (column.series().metadata() ? metadata : fields)
                            .put(column.series().name(), value(column));
                }
            }
            if (!fields.isEmpty()) {
                Instant time = Instant.ofEpochMilli(rows.getLong(TIME));
                return Optional.of(new Reading(device, time, fields, metadata));
            }
        }
        return Optional.empty();
    }

    private FieldValue value(Column column) throws StatementExecutionException {
        int index = column.index();
        return switch (column.series().lane()) {
            case NUMBER -> new NumberValue(rows.getDouble(index));
            case INTEGER -> new IntegerValue(rows.getLong(index));
            case TEXT -> new TextValue(rows.getString(index));
            case BOOLEAN -> new BooleanValue(rows.getBoolean(index));
            case JSON -> new JsonValue(rows.getString(index));
        };
    }

    private static List<Column> columns(List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (int i = TIME; i < names.size(); i++) {
            String name = names.get(i);
            int index = i + 1;
            SeriesName.parse(name.substring(name.lastIndexOf('.') + 1))
                    .ifPresent(series -> columns.add(new Column(index, series)));
        }
        return columns;
    }
}
