package io.iotflow.query.erasure;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeRange;
import io.smallrye.mutiny.Uni;

/** Where it is written down that an operator erases readings. */
public interface ErasureAudit {

    /**
     * What is about to be erased.
     *
     * @param actor the operator's name
     * @param points how many values the span holds, metadata included
     */
    record Erasure(String actor, DeviceId device, TimeRange range, long points) {}

    /** Writes it down; fails when that was not done. */
    Uni<Void> record(Erasure erasure);
}
