package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.problem.Violation;

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

        /** The reason and what it is about, in one sentence. */
        public String message() {
            return Violation.inBody(field, reason).sentence();
        }
    }
}
