package io.iotflow.cli.trial;

import io.iotflow.domain.TimeRange;
import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.store.StandaloneStore;
import io.iotflow.store.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the store of a stack has, by query. Blocks. */
public final class StoredReadings implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final StandaloneStore store;

    public StoredReadings(StackFacts facts) {
        this.store = StandaloneStore.open(new Settings(facts));
    }

    /** How many readings of all devices there are in a span of event time, both ends included. */
    public long count(long firstTime, long lastTime) {
        TimeRange range = new TimeRange(Instant.ofEpochMilli(firstTime), Instant.ofEpochMilli(lastTime));
        return store.reader().countAll(range).await().atMost(PATIENCE);
    }

    /** The store itself. */
    public StandaloneStore store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }

    /** Patient, for a benchmark asks for everything at once. */
    private record Settings(StackFacts facts) implements StoreSettings {

        @Override
        public List<String> host() {
            return List.of("127.0.0.1");
        }

        @Override
        public int port() {
            return facts.port(PortName.IOTDB);
        }

        @Override
        public String username() {
            return facts.iotdbUser();
        }

        @Override
        public String password() {
            return facts.iotdbPassword();
        }

        @Override
        public int connections() {
            return 2;
        }

        @Override
        public int mostOpen() {
            return 256;
        }

        @Override
        public Duration callTimeout() {
            return PATIENCE;
        }

        @Override
        public Duration retryIn() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int fetchSize() {
            return 10_000;
        }
    }
}
