package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * The store's own rules for how long readings are kept, by event time. A reading that is older is in no answer from the
 * moment of the rule on; the store gives its space back later. A rule for a device goes before the one for all. The store
 * takes about a thousand rules. Calls fail with {@link StoreUnavailableException} when the store does not answer.
 */
@Singleton
public class RetentionRules {

    private static final String ALL = DevicePath.DATABASE + ".**";

    private final StoreCalls calls;

    RetentionRules(StoreCalls calls) {
        this.calls = calls;
    }

    /**
     * The rules that hold.
     *
     * @param all for devices without one of their own; for ever when empty
     */
    public record InForce(Optional<Duration> all, Map<DeviceId, Duration> devices) {}

    /** What the store has been told. */
    public Uni<InForce> inForce() {
        return calls.run(RetentionRules::read);
    }

    /** Keeps what has no rule of its own for this long; for ever when empty. */
    public Uni<Void> keepAll(Optional<Duration> age) {
        return execute(age, ALL);
    }

    /** Keeps a device's readings for this long; as long as all others when empty. */
    public Uni<Void> keep(DeviceId device, Optional<Duration> age) {
        return execute(age, DevicePath.of(device));
    }

    private Uni<Void> execute(Optional<Duration> age, String path) {
        String statement = age.map(length -> "set ttl to " + path + " " + length.toMillis())
                .orElse("unset ttl from " + path);
        return calls.run(sessions -> {
                    sessions.executeNonQueryStatement(statement);
                    return true;
                })
                .replaceWithVoid();
    }

    static InForce read(SessionPool sessions) throws IoTDBConnectionException, StatementExecutionException {
        Optional<Duration> all = Optional.empty();
        Map<DeviceId, Duration> devices = new HashMap<>();
        try (SessionDataSetWrapper answer = sessions.executeQueryStatement("show all ttl")) {
            DataIterator rows = answer.iterator();
            while (rows.next()) {
                String path = rows.getString(1);
                Optional<Duration> age = age(rows.getString(2));
                if (path.equals(ALL)) {
                    all = age;
                }
                DevicePath.parse(path).ifPresent(device -> age.ifPresent(length -> devices.put(device, length)));
            }
        }
        return new InForce(all, devices);
    }

    /** Milliseconds, or a word for no end. */
    private static Optional<Duration> age(String text) {
        return text.chars().allMatch(Character::isDigit) && !text.isEmpty()
                ? Optional.of(Duration.ofMillis(Long.parseLong(text)))
                : Optional.empty();
    }
}
