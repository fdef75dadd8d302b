package io.iotflow.cli.bench.baseline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.iotdb.isession.SessionDataSet;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.Session;
import org.apache.tsfile.enums.TSDataType;

/**
 * Writers that do nothing but hand finished rows to IoTDB's own client: what the store can do. A writer is a session on a
 * thread; a call is one {@code insertAlignedRecords}.
 */
public final class RawSession {

    static final int FIELDS = 5;

    private static final String DATABASE = "root.baseline";
    private static final List<String> NAMES =
            List.of("n_temperature", "n_humidity", "n_pressure", "n_battery_level", "n_seq");
    private static final List<TSDataType> TYPES = Collections.nCopies(FIELDS, TSDataType.DOUBLE);
    private static final int DIGITS = 3;
    private static final int TIMEOUT_MILLIS = 20_000;

    private final BaselineStore store;

    public RawSession(BaselineStore store) {
        this.store = store;
    }

    /**
     * What is written.
     *
     * @param rowsPerCall in one call
     * @param devicesPerCall how many devices these rows are of
     * @param pauseNanos from one call's begin to the next of the same writer; 0: as fast as it goes
     */
    public record Work(
            int writers,
            int rowsPerCall,
            int devicesPerCall,
            int devices,
            long firstTime,
            long nanos,
            long pauseNanos) {}

    /** What was written, and how long the calls took. */
    public record Result(long rows, long nanos, Histogram callMicros) {

        /** Rows per second. */
        public double rate() {
            return rows * 1e9 / nanos;
        }
    }

    /** Writes. Blocks. */
    public Result run(Work work) throws IOException {
        AtomicLong calls = new AtomicLong();
        Histogram micros = new ConcurrentHistogram(DIGITS);
        AtomicReference<IOException> failure = new AtomicReference<>();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.writers())) {
            for (int writer = 0; writer < work.writers(); writer++) {
                threads.execute(() -> {
                    try {
                        write(work, calls, micros, start + work.nanos());
                    } catch (IoTDBConnectionException | StatementExecutionException failed) {
                        failure.set(new IOException("The baseline failed: " + failed.getMessage(), failed));
                    }
                });
            }
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return new Result(micros.getTotalCount() * work.rowsPerCall(), System.nanoTime() - start, micros);
    }

    private void write(Work work, AtomicLong calls, Histogram micros, long end)
            throws IoTDBConnectionException, StatementExecutionException {
        try (Session session = open()) {
            for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
                insert(session, work, calls.getAndIncrement());
                micros.recordValue((System.nanoTime() - begin) / 1000);
                if (work.pauseNanos() > 0) {
                    LockSupport.parkNanos(begin + work.pauseNanos() - System.nanoTime());
                }
            }
        }
    }

    private static void insert(Session session, Work work, long call)
            throws IoTDBConnectionException, StatementExecutionException {
        int rows = work.rowsPerCall();
        int each = rows / work.devicesPerCall();
        List<String> devices = new ArrayList<>(rows);
        List<Long> times = new ArrayList<>(rows);
        List<List<Object>> values = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            long turn = call * work.devicesPerCall() + row / each;
            long device = turn % work.devices();
            long sequence = turn / work.devices() * each + row % each;
            devices.add(device(device));
            times.add(work.firstTime() + sequence);
            values.add(IntStream.range(0, FIELDS)
                    .<Object>mapToObj(field -> value(field, device, sequence))
                    .toList());
        }
        session.insertAlignedRecords(
                devices, times, Collections.nCopies(rows, NAMES), Collections.nCopies(rows, TYPES), values);
    }

    private Session open() throws IoTDBConnectionException {
        Session session = new Session.Builder()
                .host("127.0.0.1")
                .port(store.address().getPort())
                .username("root")
                .password(store.password())
                .enableRedirection(false)
                .build();
        session.open(false, TIMEOUT_MILLIS);
        return session;
    }

    /** How many rows there are in a span of event time, by query. */
    public long count(long firstTime, long lastTime) throws IOException {
        String statement = "select count_time(*) from " + DATABASE + ".* where time >= " + firstTime + " and time <= "
                + lastTime + " align by device";
        try (Session session = open();
                SessionDataSet rows = session.executeQueryStatement(statement)) {
            long sum = 0;
            while (rows.hasNext()) {
                sum += rows.next().getFields().getLast().getLongV();
            }
            return sum;
        } catch (IoTDBConnectionException | StatementExecutionException failure) {
            throw new IOException("The baseline could not be counted: " + failure.getMessage(), failure);
        }
    }

    static String device(long number) {
        return DATABASE + ".d" + number;
    }

    static double value(int field, long device, long sequence) {
        return Math.floorMod(device * 31 + sequence * 7 + field * 13L, 10_000L) / 100.0;
    }
}
