package io.iotflow.limit;

import java.time.Duration;

/** Gives access to the counters. */
@FunctionalInterface
interface LeaseSource {

    /** Where all replicas count together, for those who wait so long for an answer and no longer. */
    Leases within(Duration patience);
}
