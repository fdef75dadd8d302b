package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.store.KnownSeries.Versioned;
import io.iotflow.store.LatestValues.LastValue;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * Reads the newest values of a device. What was acknowledged before a call begins is in its answer. Calls fail with
 * {@link StoreUnavailableException} when the store does not answer.
 *
 * <p>The store answers from memory, without a plan, when it is asked for series by name; that takes it a tenth of the time
 * that a pattern takes. The names are remembered, and the store says whether they are still all, see {@link SeriesVersions}.
 */
@Singleton
public class LatestReader {

    private final StoreCalls calls;
    private final KnownSeries known;
    private final ShortestRetention retention;

    LatestReader(StoreCalls calls, KnownSeries known, Clock clock) {
        this.calls = calls;
        this.known = known;
        this.retention = new ShortestRetention(clock);
    }

    /** The newest value of each field of a device, by event time, and when it was; empty when it has none. */
    public Uni<Optional<LatestValues>> latest(DeviceId device) {
        return calls.run(sessions -> LatestValues.of(values(sessions, device)));
    }

    private List<LastValue> values(SessionPool sessions, DeviceId device)
            throws IoTDBConnectionException, StatementExecutionException {
        Optional<Versioned> now = known.now(sessions, device);
        if (now.isEmpty()) {
            return ofPattern(sessions, device);
        }
        List<String> series = now.get().series();
        List<LastValue> values = series.isEmpty() ? List.of() : ofSeries(sessions, device, series);
        Optional<Instant> oldest =
                values.stream().map(last -> last.value().timestamp()).min(Instant::compareTo);
        return oldest.isPresent() && retention.mayHide(sessions, oldest.get()) ? ofPattern(sessions, device) : values;
    }

    private static List<LastValue> ofSeries(SessionPool sessions, DeviceId device, List<String> series)
            throws IoTDBConnectionException, StatementExecutionException {
        try (SessionDataSetWrapper rows =
                sessions.executeLastDataQueryForOneDevice(DevicePath.DATABASE, DevicePath.of(device), series, true)) {
            return LastValueRows.read(rows.iterator());
        }
    }

    private static List<LastValue> ofPattern(SessionPool sessions, DeviceId device)
            throws IoTDBConnectionException, StatementExecutionException {
        try (SessionDataSetWrapper rows = sessions.executeLastDataQuery(List.of(DevicePath.of(device) + ".*"))) {
            return LastValueRows.read(rows.iterator());
        }
    }
}
