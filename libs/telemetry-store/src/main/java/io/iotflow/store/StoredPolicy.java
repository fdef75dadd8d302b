package io.iotflow.store;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;
import org.apache.tsfile.enums.TSDataType;
import org.apache.tsfile.utils.Binary;

/**
 * The policy of how long readings are kept, as a text beside the readings: what is backed up with them, is seen by every
 * process at once, and keeps its own history. Calls fail with {@link StoreUnavailableException} when the store does not
 * answer.
 */
@Singleton
public class StoredPolicy {

    private static final String PLACE = DevicePath.SETTINGS + ".retention";

    private static final String SERIES = "policy";

    private final StoreCalls calls;

    StoredPolicy(StoreCalls calls) {
        this.calls = calls;
    }

    /** A policy and since when it holds. */
    public record Dated(String text, Instant since) {}

    /** The newest policy; empty when none was ever written. */
    public Uni<Optional<Dated>> read() {
        return calls.run(StoredPolicy::newest);
    }

    /** Writes a policy, which is then the newest. */
    public Uni<Dated> write(String text, Instant now) {
        return calls.run(sessions -> {
            Instant since = newest(sessions)
                    .map(last -> last.since().plusMillis(1))
                    .filter(now::isBefore)
                    .orElse(now);
            sessions.insertRecord(
                    PLACE, since.toEpochMilli(), List.of(SERIES), List.of(TSDataType.TEXT), List.of((Object)
                            new Binary(text, StandardCharsets.UTF_8)));
            return new Dated(text, since);
        });
    }

    private static Optional<Dated> newest(SessionPool sessions)
            throws IoTDBConnectionException, StatementExecutionException {
        try (SessionDataSetWrapper answer = sessions.executeLastDataQuery(List.of(PLACE + "." + SERIES))) {
            DataIterator rows = answer.iterator();
            return rows.next()
                    ? Optional.of(new Dated(rows.getString(3), Instant.ofEpochMilli(rows.getLong(1))))
                    : Optional.empty();
        }
    }
}
