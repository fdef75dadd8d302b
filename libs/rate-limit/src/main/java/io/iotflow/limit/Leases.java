package io.iotflow.limit;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where all replicas count together. */
interface Leases {

    /** Whether asking is of no use now, because the last question had no answer. */
    boolean isAway();

    /**
     * Takes requests out of what a caller has left; empty when that can't be done now. Never fails. After a failure one
     * question in a while finds out whether that changed; the others are answered at once.
     */
    Uni<Optional<Lease>> lease(String counter, Limit limit);
}
