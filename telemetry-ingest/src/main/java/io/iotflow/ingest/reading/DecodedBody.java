package io.iotflow.ingest.reading;

import java.util.List;

/** What a body turned out to be. */
public sealed interface DecodedBody {

    /** One reading. */
    record One(DecodedItem item) implements DecodedBody {}

    /** An array of readings, in their order. */
    record Many(List<DecodedItem> items) implements DecodedBody {}

    /**
     * No reading and no array of readings.
     *
     * @param reason what is wrong with it as a whole
     */
    record Unreadable(String reason) implements DecodedBody {}
}
