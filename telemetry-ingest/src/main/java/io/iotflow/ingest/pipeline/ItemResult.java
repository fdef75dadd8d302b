package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;

/** What became of one reading of a body. */
public sealed interface ItemResult {

    /** It was offered to the store. */
    record Written(Reading reading, ReadingOutcome outcome) implements ItemResult {}

    /**
     * It was not fit to be stored.
     *
     * @param code for machines, {@code snake_case}
     * @param field what is wrong, as the device named it; empty for the reading as a whole
     * @param reason why, and what would be right
     */
    record Rejected(String code, String field, String reason) implements ItemResult {

        /** The reason and what it is about, in one sentence; said once where the reason itself begins with it. */
        public String message() {
            boolean told = field.isEmpty() || reason.startsWith(field + " ");
            return told ? reason : field + ": " + reason;
        }
    }
}
