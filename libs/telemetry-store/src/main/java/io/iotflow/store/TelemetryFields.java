package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/** Knows which fields a device has sent. */
@Singleton
public class TelemetryFields {

    private static final String OLDEST = "min_time(";
    private static final String NEWEST = "max_time(";

    private final StoreCalls calls;

    TelemetryFields(StoreCalls calls) {
        this.calls = calls;
    }

    /** The fields that have values now, one entry for each kind of value. */
    public Uni<List<KnownField>> of(DeviceId device) {
        String statement = "select min_time(*), max_time(*) from " + DevicePath.of(device);
        return calls.run(sessions -> read(sessions, statement));
    }

    private static List<KnownField> read(SessionPool sessions, String statement)
            throws IoTDBConnectionException, StatementExecutionException {
        List<KnownField> fields = new ArrayList<>();
        try (SessionDataSetWrapper answer = sessions.executeQueryStatement(statement)) {
            DataIterator rows = answer.iterator();
            while (rows.next()) {
                for (String column : rows.getColumnNameList()) {
                    if (column.startsWith(OLDEST) && !rows.isNull(column)) {
                        field(rows, column).ifPresent(fields::add);
                    }
                }
            }
        }
        return fields;
    }

    private static Optional<KnownField> field(DataIterator rows, String column) throws StatementExecutionException {
        String path = column.substring(OLDEST.length(), column.length() - 1);
        Instant first = Instant.ofEpochMilli(rows.getLong(column));
        Instant last = Instant.ofEpochMilli(rows.getLong(NEWEST + path + ")"));
        return SeriesName.parse(path.substring(path.lastIndexOf('.') + 1))
                .filter(series -> !series.metadata())
                .map(series ->
                        new KnownField(series.name(), series.lane().name().toLowerCase(Locale.ROOT), first, last));
    }
}
