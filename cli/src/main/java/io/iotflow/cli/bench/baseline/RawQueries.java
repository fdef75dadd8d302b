package io.iotflow.cli.bench.baseline;

import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.StackFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iotdb.isession.SessionDataSet;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.Session;
import org.apache.tsfile.enums.TSDataType;
import org.apache.tsfile.write.record.Tablet;
import org.apache.tsfile.write.schema.IMeasurementSchema;
import org.apache.tsfile.write.schema.MeasurementSchema;

/**
 * What the store of a stack answers to its own client, without anything of ours. One session; one thread at a time.
 */
public final class RawQueries implements AutoCloseable {

    /** The fields of a row, as callers of the service name them. */
    public static final List<String> FIELDS = List.of("temperature", "humidity", "pressure", "battery_level", "seq");

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int ROWS_OF_A_TABLET = 10_000;

    private final Session session;

    /** Opens a session to the store of a stack. */
    public RawQueries(StackFacts facts) throws IOException {
        session = new Session.Builder()
                .host("127.0.0.1")
                .port(facts.port(PortName.IOTDB))
                .username(facts.iotdbUser())
                .password(facts.iotdbPassword())
                .enableRedirection(false)
                .build();
        run(() -> session.open(false, TIMEOUT_MILLIS));
    }

    /** Something that the client is asked for. */
    private interface Call {
        void run() throws IoTDBConnectionException, StatementExecutionException;
    }

    /** The newest value of every series of a device. */
    public void latest(long device) throws IOException {
        run(() -> read(session.executeLastDataQuery(List.of(path(device) + ".*"))));
    }

    /** The newest rows of a span. */
    public void range(long device, long first, long last, int limit) throws IOException {
        run(() -> read(session.executeQueryStatement(
                "select * from %s where time >= %d and time <= %d order by time desc limit %d"
                        .formatted(path(device), first, last, limit))));
    }

    /** Means of windows. */
    public void windows(long device, long first, long last, long length) throws IOException {
        run(() -> read(session.executeQueryStatement("select avg(n_temperature) from %s group by ([%d, %d), %dms)"
                .formatted(path(device), first, last + 1, length))));
    }

    /** Writes rows of five fields, a millisecond apart from one another, and says what {@link RowSum} makes of them. */
    public RowSum write(long device, long firstTime, long rows) throws IOException {
        RowSum sum = new RowSum();
        List<IMeasurementSchema> schemas = new ArrayList<>();
        FIELDS.forEach(field -> schemas.add(new MeasurementSchema("n_" + field, TSDataType.DOUBLE)));
        for (long row = 0; row < rows; row += ROWS_OF_A_TABLET) {
            int size = (int) Math.min(ROWS_OF_A_TABLET, rows - row);
            Tablet tablet = new Tablet(path(device), schemas, size);
            for (int i = 0; i < size; i++) {
                add(tablet, i, firstTime + row + i, row + i, sum);
            }
            run(() -> session.insertAlignedTablet(tablet));
        }
        return sum;
    }

    private static void add(Tablet tablet, int index, long time, long row, RowSum sum) {
        tablet.addTimestamp(index, time);
        double[] values = new double[FIELDS.size()];
        for (int field = 0; field < values.length; field++) {
            values[field] = RawSession.value(field, 0, row);
            tablet.addValue("n_" + FIELDS.get(field), index, values[field]);
        }
        sum.add(time, values);
    }

    private static void read(SessionDataSet rows) throws IoTDBConnectionException, StatementExecutionException {
        try (rows) {
            while (rows.hasNext()) {
                rows.next();
            }
        }
    }

    private static void run(Call call) throws IOException {
        try {
            call.run();
        } catch (IoTDBConnectionException | StatementExecutionException failure) {
            throw new IOException("The store failed: " + failure.getMessage(), failure);
        }
    }

    private static String path(long device) {
        return "root.iotflow.d" + device;
    }

    @Override
    public void close() throws IOException {
        run(session::close);
    }
}
