package io.iotflow.ingest.pipeline;

import io.iotflow.ingest.reading.ReadingDecoder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Makes the pipeline that services get injected, over a store of the test's own. */
public final class TestPipelines {

    private TestPipelines() {}

    public static IngestReadings over(ReadingStore store, ReadingDecoder decoder, PipelineSettings settings) {
        return new IngestReadings(decoder, store, settings, new PipelineMetrics(new SimpleMeterRegistry()), _ -> {});
    }
}
