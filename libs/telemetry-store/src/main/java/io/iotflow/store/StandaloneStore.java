package io.iotflow.store;

import java.util.random.RandomGenerator;

/** The store for a program that is no service: the auditor, a benchmark, a backup. */
public final class StandaloneStore implements AutoCloseable {

    private final StoreCalls calls;
    private final TelemetryReader reader;
    private final TelemetryWriter writer;
    private final TelemetryErasure erasure;

    private StandaloneStore(StoreCalls calls, StoreSettings settings) {
        this.calls = calls;
        this.reader = new TelemetryReader(calls, new ExistingSeries(calls, new KnownSeries()));
        this.writer = new TelemetryWriter(calls, settings, new SeriesVersions(RandomGenerator.getDefault()));
        this.erasure = new TelemetryErasure(calls);
    }

    /** Opens connections, which are to be closed. */
    public static StandaloneStore open(StoreSettings settings) {
        return new StandaloneStore(new StoreCalls(settings), settings);
    }

    /** Reads readings back. */
    public TelemetryReader reader() {
        return reader;
    }

    /** Writes readings. */
    public TelemetryWriter writer() {
        return writer;
    }

    /** Erases readings. */
    public TelemetryErasure erasure() {
        return erasure;
    }

    @Override
    public void close() {
        calls.close();
    }
}
