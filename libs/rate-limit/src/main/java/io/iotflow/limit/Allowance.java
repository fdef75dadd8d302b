package io.iotflow.limit;

import java.time.Duration;

/**
 * What a caller has left.
 *
 * @param limit what it may send in a window
 * @param remaining how many requests are left in this window, as far as this replica knows
 * @param resetIn when the window ends
 */
public record Allowance(Limit limit, int remaining, Duration resetIn) {}
