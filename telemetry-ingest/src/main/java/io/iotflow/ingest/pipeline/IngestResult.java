package io.iotflow.ingest.pipeline;

import java.util.List;

/** What became of a body. */
public sealed interface IngestResult {

    /** It held one reading. */
    record One(ItemResult result) implements IngestResult {}

    /** It held an array of readings, in their order. */
    record Many(List<ItemResult> results) implements IngestResult {}

    /**
     * It held no reading.
     *
     * @param reason what is wrong with it as a whole
     */
    record Unreadable(String reason) implements IngestResult {}
}
