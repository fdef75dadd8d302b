package io.iotflow.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * Says whether a rule for how long readings are kept could be about a reading. The store's answer from its memory of newest
 * values does not ask its own rules. The rules are read once a second. Any thread.
 */
final class ShortestRetention {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    /** The shortest of all rules; for ever when empty. */
    private record Shortest(Optional<Duration> age, long readAtNanos) {}

    private final Clock clock;
    private volatile Optional<Shortest> last = Optional.empty();

    ShortestRetention(Clock clock) {
        this.clock = clock;
    }

    /** Reads the rules, unless they were read a moment ago. */
    void refresh(SessionPool sessions) throws IoTDBConnectionException, StatementExecutionException {
        long now = System.nanoTime();
        if (last.filter(rules -> now - rules.readAtNanos() < FRESH_NANOS).isPresent()) {
            return;
        }
        RetentionRules.InForce rules = RetentionRules.read(sessions);
        Optional<Duration> age = Stream.concat(rules.all().stream(), rules.devices().values().stream())
                .min(Duration::compareTo);
        last = Optional.of(new Shortest(age, now));
    }

    /** Whether a rule, as they were when last read, could hide a reading of this time. */
    boolean mayHide(Instant time) {
        return last.flatMap(Shortest::age)
                .filter(age -> time.isBefore(clock.instant().minus(age)))
                .isPresent();
    }
}
