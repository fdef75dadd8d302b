package io.iotflow.ingest.reading;

import io.iotflow.domain.Reading;

/** One reading of a body, after decoding. */
public sealed interface DecodedItem {

    /** It can be stored. */
    record Accepted(Reading reading) implements DecodedItem {}

    /**
     * It can't be stored.
     *
     * @param code for machines, {@code snake_case}
     * @param field what is wrong, as the device named it
     * @param reason why, and what would be right
     */
    record Rejected(String code, String field, String reason) implements DecodedItem {}
}
