package io.iotflow.store;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import java.util.ArrayList;
import java.util.List;
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

    private final EncodedNames encodedNames;

    private RecordBatch(int size, EncodedNames encodedNames) {
        this.encodedNames = encodedNames;
        devices = new ArrayList<>(size);
        times = new ArrayList<>(size);
        series = new ArrayList<>(size);
        types = new ArrayList<>(size);
        values = new ArrayList<>(size);
    }

    static RecordBatch of(List<Reading> readings, EncodedNames encodedNames) {
        RecordBatch batch = new RecordBatch(readings.size(), encodedNames);
        readings.forEach(batch::add);
        return batch;
    }

    void insert(SessionPool sessions) throws IoTDBConnectionException, StatementExecutionException {
        sessions.insertAlignedRecords(devices, times, series, types, values);
    }

    /** The series of a reading, as the store calls them. */
    List<String> series(int reading) {
        return series.get(reading);
    }

    private void add(Reading reading) {
        int size = reading.fields().size() + reading.metadata().size();
        devices.add(DevicePath.of(reading.device()));
        times.add(reading.timestamp().toEpochMilli());
        series.add(new ArrayList<>(size));
        types.add(new ArrayList<>(size));
        values.add(new ArrayList<>(size));
        reading.fields().forEach((name, value) -> add(name, value, false));
        reading.metadata().forEach((name, value) -> add(name, value, true));
    }

    /** Adds a value to the last record. */
    private void add(String name, FieldValue value, boolean metadata) {
        Lane lane = Lane.of(value);
        series.getLast().add(encodedNames.of(lane, metadata, name));
        types.getLast().add(lane.dataType());
        values.getLast().add(Lane.toStore(value));
    }
}
