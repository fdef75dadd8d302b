package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.ingest.pipeline.ItemResult.Rejected;
import java.time.Duration;
import java.util.SortedMap;

/** What became of a body whose sender does not wait for the store. */
public sealed interface Acceptance {

    /** Its one reading is held. */
    record HeldOne(Reading reading) implements Acceptance {}

    /**
     * The readings of an array are held.
     *
     * @param count how many, at least one
     * @param rejected those that were not fit to be stored, by their place
     */
    record HeldMany(int count, SortedMap<Integer, Rejected> rejected) implements Acceptance {}

    /** It had nothing that can be stored. */
    record NothingHeld(IngestResult result) implements Acceptance {}

    /**
     * Too many are held; none of these was taken.
     *
     * @param retryIn how long to wait before sending it again
     */
    record Full(Duration retryIn) implements Acceptance {}
}
