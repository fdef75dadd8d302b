package io.iotflow.audit;

import io.smallrye.mutiny.Uni;

/** The audit of the whole product. */
public interface OperatorAudit {

    /** Writes one entry; fails, with whatever it was, when that was not done. */
    Uni<Void> write(String actor, Change change);
}
