package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.store.LatestValues.LastValue;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
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
    private final ExistingSeries existing;
    private final ShortestRetention retention;

    LatestReader(StoreCalls calls, ExistingSeries existing, Clock clock) {
        this.calls = calls;
        this.existing = existing;
        this.retention = new ShortestRetention(clock);
    }

    /** The newest value of each field of a device, by event time, and when it was; empty when it has none. */
    public Uni<Optional<LatestValues>> latest(DeviceId device) {
        return existing.ask(
                        device,
                        series -> series.known()
                                .map(names -> ofSeries(device, names))
                                .orElseGet(() -> ofPattern(device)))
                .map(LatestValues::of);
    }

    private Uni<List<LastValue>> ofSeries(DeviceId device, List<String> series) {
        if (series.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return calls.ask(sessions -> byName(sessions, device, series), rows -> LastValueRows.read(rows, series.size()))
                .chain(values ->
                        mayHide(values) ? ofPattern(device) : Uni.createFrom().item(values));
    }

    private SessionDataSetWrapper byName(SessionPool sessions, DeviceId device, List<String> series)
            throws IoTDBConnectionException, StatementExecutionException {
        retention.refresh(sessions);
        return sessions.executeLastDataQueryForOneDevice(DevicePath.DATABASE, DevicePath.of(device), series, true);
    }

    private boolean mayHide(List<LastValue> values) {
        return values.stream()
                .map(last -> last.value().timestamp())
                .min(Comparator.naturalOrder())
                .filter(retention::mayHide)
                .isPresent();
    }

    private Uni<List<LastValue>> ofPattern(DeviceId device) {
        return calls.ask(
                sessions -> sessions.executeLastDataQuery(List.of(DevicePath.of(device) + ".*")),
                rows -> LastValueRows.read(rows, Integer.MAX_VALUE));
    }
}
