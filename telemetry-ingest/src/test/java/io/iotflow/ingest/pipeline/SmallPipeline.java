package io.iotflow.ingest.pipeline;

import java.time.Duration;

/** Two calls, four readings in each, ten in all. */
record SmallPipeline(int worthAnotherCall) implements PipelineSettings {

    static final Duration PATIENCE = Duration.ofMillis(1500);
    static final Duration PROBE_EVERY = Duration.ofMillis(500);

    @Override
    public int mostHeld() {
        return 10;
    }

    @Override
    public int mostInFlight() {
        return 2;
    }

    @Override
    public int largestBatch() {
        return 4;
    }

    @Override
    public long largestBatchBytes() {
        return 1_000_000;
    }

    @Override
    public Duration retryIn() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Duration probeEvery() {
        return PROBE_EVERY;
    }
}
