package io.iotflow.store;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;
import org.apache.tsfile.enums.TSDataType;

/** Readings in the columns that the client's aligned insert takes; one record for each reading, in their order. */
final class RecordBatch {

    private final List<String> devices;
    private final List<Long> times;
    private final List<List<String>> series;
    private final List<List<TSDataType>> types;
    private final List<List<Object>> values;

    private RecordBatch(int size) {
        devices = new ArrayList<>(size);
        times = new ArrayList<>(size);
        series = new ArrayList<>(size);
        types = new ArrayList<>(size);
        values = new ArrayList<>(size);
    }

    static RecordBatch of(List<Reading> readings) {
        RecordBatch batch = new RecordBatch(readings.size());
        readings.forEach(batch::add);
        return batch;
    }

    void insert(SessionPool sessions) throws IoTDBConnectionException, StatementExecutionException {
        sessions.insertAlignedRecords(devices, times, series, types, values);
    }

    private void add(Reading reading) {
        int size = reading.fields().size() + reading.metadata().size();
        List<String> names = new ArrayList<>(size);
        List<TSDataType> laneTypes = new ArrayList<>(size);
        List<Object> laneValues = new ArrayList<>(size);
        devices.add(DevicePath.of(reading.device()));
        times.add(reading.timestamp().toEpochMilli());
        series.add(names);
        types.add(laneTypes);
        values.add(laneValues);
        reading.fields().forEach((name, value) -> {
            add(names, laneTypes, laneValues, Map.entry(name, value), false);
        });
        reading.metadata().forEach((name, value) -> {
            add(names, laneTypes, laneValues, Map.entry(name, value), true);
        });
    }

    private static void add(
            List<String> names,
            List<TSDataType> types,
            List<Object> values,
            Map.Entry<String, FieldValue> entry,
            boolean metadata) {
        Lane lane = Lane.of(entry.getValue());
        names.add(new SeriesName(lane, metadata, entry.getKey()).encoded());
        types.add(lane.dataType());
        values.add(Lane.toStore(entry.getValue()));
    }
}
