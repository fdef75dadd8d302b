package io.iotflow.store;

/** The store for a program that is no service: the auditor, a benchmark. */
public final class StandaloneStore implements AutoCloseable {

    private final StoreCalls calls;
    private final TelemetryReader reader;

    private StandaloneStore(StoreCalls calls) {
        this.calls = calls;
        this.reader = new TelemetryReader(calls);
    }

    /** Opens connections, which are to be closed. */
    public static StandaloneStore open(StoreSettings settings) {
        return new StandaloneStore(new StoreCalls(settings));
    }

    /** Reads readings back. */
    public TelemetryReader reader() {
        return reader;
    }

    @Override
    public void close() {
        calls.close();
    }
}
