package io.iotflow.limit;

import java.time.Duration;

/**
 * Requests that were counted in advance, for this replica to let pass.
 *
 * @param granted how many; 0 when the limit is reached
 * @param left how many are left in this window for all replicas
 * @param endsIn when the window ends
 */
record Lease(int granted, int left, Duration endsIn) {}
