package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.store.LatestValues.LastValue;
import io.iotflow.store.LatestValues.TimedValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;

/** The rows of the store's last-value query: time, series, value as text, type. */
final class LastValueRows {

    private static final int TIME = 1;
    private static final int SERIES = 2;
    private static final int VALUE = 3;

    private LastValueRows() {}

    /**
     * The values in an answer of at most so many rows; for a row after these it does not look, which would be a call to the
     * store when there is none.
     */
    static List<LastValue> read(DataIterator rows, int most)
            throws IoTDBConnectionException, StatementExecutionException {
        List<LastValue> values = new ArrayList<>();
        for (int row = 0; row < most && rows.next(); row++) {
            Instant time = Instant.ofEpochMilli(rows.getLong(TIME));
            String path = rows.getString(SERIES);
            String text = rows.getString(VALUE);
            Optional<SeriesName> series = SeriesName.parse(path.substring(path.lastIndexOf('.') + 1));
            series.ifPresent(name -> values.add(new LastValue(name, new TimedValue(value(name.lane(), text), time))));
        }
        return values;
    }

    /** The newest of the fields of each device; metadata is none. */
    static Map<DeviceId, TimedValue> readNewest(DataIterator rows)
            throws IoTDBConnectionException, StatementExecutionException {
        Map<DeviceId, TimedValue> newest = new HashMap<>();
        while (rows.next()) {
            String path = rows.getString(SERIES);
            int end = path.lastIndexOf('.');
            Optional<SeriesName> series =
                    SeriesName.parse(path.substring(end + 1)).filter(name -> !name.metadata());
            Optional<DeviceId> device = DevicePath.parse(path.substring(0, end));
            if (series.isPresent() && device.isPresent()) {
                FieldValue value = value(series.get().lane(), rows.getString(VALUE));
                TimedValue timed = new TimedValue(value, Instant.ofEpochMilli(rows.getLong(TIME)));
                newest.merge(device.get(), timed, LatestValues::later);
            }
        }
        return newest;
    }

    private static FieldValue value(Lane lane, String text) {
        return switch (lane) {
            case NUMBER -> new NumberValue(Double.parseDouble(text));
            case INTEGER -> new IntegerValue(Long.parseLong(text));
            case TEXT -> new TextValue(text);
            case BOOLEAN -> new BooleanValue(Boolean.parseBoolean(text));
            case JSON -> new JsonValue(text);
        };
    }
}
