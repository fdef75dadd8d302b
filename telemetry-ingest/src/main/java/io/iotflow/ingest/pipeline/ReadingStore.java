package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where batches go. */
@FunctionalInterface
public interface ReadingStore {

    /**
     * Writes readings in one call.
     *
     * @return one outcome for each reading, in their order
     */
    Uni<List<ReadingOutcome>> write(List<Reading> readings);
}
