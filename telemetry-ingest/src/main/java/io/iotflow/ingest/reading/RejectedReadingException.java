package io.iotflow.ingest.reading;

import io.iotflow.ingest.reading.DecodedItem.Rejected;

/** Ends the decoding of one reading; the rest of the body goes on. Never leaves this package. */
final class RejectedReadingException extends RuntimeException {

    private final transient Rejected rejected;

    RejectedReadingException(String code, String field, String reason) {
        super(reason, null, false, false);
        this.rejected = new Rejected(code, field, reason);
    }

    Rejected rejected() {
        return rejected;
    }
}
