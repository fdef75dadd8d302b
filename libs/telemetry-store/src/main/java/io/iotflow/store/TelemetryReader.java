package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.domain.TimeRange;
import io.iotflow.store.ExistingSeries.Candidates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * Reads readings back. What was acknowledged before a call begins is in its answer. Calls fail with
 * {@link StoreUnavailableException} when the store does not answer.
 */
@Singleton
public class TelemetryReader {

    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(2);

    private final StoreCalls calls;
    private final ExistingSeries existing;

    TelemetryReader(StoreCalls calls, ExistingSeries existing) {
        this.calls = calls;
        this.existing = existing;
    }

    /** In which order readings come. */
    public enum Order {
        OLDEST_FIRST("asc"),
        NEWEST_FIRST("desc");

        private final String keyword;

        Order(String keyword) {
            this.keyword = keyword;
        }
    }

    /**
     * Which readings.
     *
     * @param fields only these; all when empty. A reading with none of them is left out
     * @param limit the most readings in the answer, positive
     */
    public record Selection(TimeRange range, List<String> fields, Order order, int limit) {}

    /** The readings of one device; empty when it has none there. */
    public Uni<List<Reading>> read(DeviceId device, Selection selection) {
        return existing.ask(device, series -> read(device, selection, columns(selection.fields(), series)));
    }

    private Uni<List<Reading>> read(DeviceId device, Selection selection, List<String> columns) {
        if (columns.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String statement = statement(device, selection, columns);
        return calls.ask(
                sessions -> sessions.executeQueryStatement(statement),
                rows -> readRows(rows, device, selection.limit()));
    }

    /** How many readings a device has in a span. */
    public Uni<Long> count(DeviceId device, TimeRange range) {
        return calls.run(sessions -> ReadingCount.of(sessions, List.of(DevicePath.of(device)), range));
    }

    /** How many readings all devices have in a span; many are counted in parts, one call after the other. */
    public Uni<Long> countAll(TimeRange range) {
        return calls.run(ReadingCount::parts)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(
                        path -> calls.run(sessions -> ReadingCount.of(sessions, List.of(path), range)))
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }

    /** Whether the store answers a question within two seconds. Never fails. */
    public Uni<Boolean> answers() {
        return calls.run(TelemetryReader::askVersion)
                .ifNoItem()
                .after(PROBE_PATIENCE)
                .fail()
                .onFailure(Exception.class)
                .recoverWithItem(false);
    }

    private static boolean askVersion(SessionPool sessions)
            throws IoTDBConnectionException, StatementExecutionException {
        try (SessionDataSetWrapper rows = sessions.executeQueryStatement("show version")) {
            return rows.hasNext();
        }
    }

    private static List<Reading> readRows(DataIterator rows, DeviceId device, int limit)
            throws IoTDBConnectionException, StatementExecutionException {
        List<Reading> readings = new ArrayList<>();
        ReadingRows source = new ReadingRows(device, rows);
        Optional<Reading> next = source.next();
        while (next.isPresent()) {
            readings.add(next.get());
            next = readings.size() < limit ? source.next() : Optional.empty();
        }
        return readings;
    }

    private static String statement(DeviceId device, Selection selection, List<String> columns) {
        return "select %s from %s where time >= %d and time <= %d order by time %s limit %d"
                .formatted(
                        String.join(", ", columns),
                        DevicePath.of(device),
                        selection.range().start().toEpochMilli(),
                        selection.range().end().toEpochMilli(),
                        selection.order().keyword,
                        selection.limit());
    }

    private static List<String> columns(List<String> fields, Candidates series) {
        if (fields.isEmpty()) {
            return series.known().orElse(List.of("*"));
        }
        List<Lane> lanes = List.of(Lane.values());
        return fields.stream()
                .flatMap(field -> series.of(field, lanes).stream())
                .toList();
    }
}
