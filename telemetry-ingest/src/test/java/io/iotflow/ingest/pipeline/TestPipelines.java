package io.iotflow.ingest.pipeline;

import io.iotflow.ingest.reading.ReadingDecoder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Makes the pipeline that services get injected, over a store of the test's own. */
public final class TestPipelines {

    private TestPipelines() {}

    public static IngestReadings over(ReadingStore store, ReadingDecoder decoder, PipelineSettings settings) {
        PipelineMetrics metrics = new PipelineMetrics(new SimpleMeterRegistry());
        return new IngestReadings(decoder, new GroupCommit(store, settings, metrics), settings, metrics, _ -> {});
    }
}
