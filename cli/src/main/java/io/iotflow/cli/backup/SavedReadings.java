package io.iotflow.cli.backup;

import io.iotflow.cli.trial.StoredReadings;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.domain.TimeRange;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.store.StandaloneStore;
import io.iotflow.store.TelemetryReader.Order;
import io.iotflow.store.TelemetryReader.Selection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The readings of the store, by query and by write, so that a backup does not depend on the store's version. Blocks.
 */
final class SavedReadings implements AutoCloseable {

    private static final int PAGE = 5_000;
    private static final int BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final StoredReadings stored;
    private final StandaloneStore store;

    SavedReadings(StackFacts facts) {
        stored = new StoredReadings(facts);
        store = stored.store();
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return stored.count(FIRST.toEpochMilli(), LAST.toEpochMilli()) == 0;
    }

    /** Writes all readings of a device; answers how many. */
    long save(long device, Writer out) throws IOException {
        long count = 0;
        Instant next = FIRST;
        List<Reading> page;
        do {
            page = page(device, next);
            for (Reading reading : page) {
                out.append(ReadingLine.of(reading)).append('\n');
            }
            count += page.size();
            next = page.isEmpty() ? next : page.getLast().timestamp().plusMillis(1);
        } while (page.size() == PAGE);
        return count;
    }

    private List<Reading> page(long device, Instant from) {
        Selection selection = new Selection(new TimeRange(from, LAST), List.of(), Order.OLDEST_FIRST, PAGE);
        return store.reader().read(new DeviceId(device), selection).await().atMost(PATIENCE);
    }

    /** Erases all readings of a device. */
    void erase(long device) {
        store.erasure()
                .erase(new DeviceId(device), new TimeRange(FIRST, LAST))
                .await()
                .atMost(PATIENCE);
    }

    /** Writes saved readings; answers how many. */
    long restore(BufferedReader lines) throws IOException {
        long count = 0;
        List<Reading> batch = new ArrayList<>(BATCH);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            batch.add(ReadingLine.parse(line));
            if (batch.size() == BATCH) {
                count += write(batch);
            }
        }
        return batch.isEmpty() ? count : count + write(batch);
    }

    private int write(List<Reading> batch) throws IOException {
        int size = batch.size();
        boolean all = store.writer().write(List.copyOf(batch)).await().atMost(PATIENCE).stream()
                .allMatch(Stored.class::isInstance);
        if (!all) {
            throw new IOException("The store did not take all readings. Nothing is lost: run the restore again.");
        }
        batch.clear();
        return size;
    }

    @Override
    public void close() {
        stored.close();
    }
}
