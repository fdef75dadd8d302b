package io.iotflow.store;

import java.time.Instant;

/**
 * A field that a device has sent, with one of the kinds of value that it has had.
 *
 * @param type {@code number}, {@code integer}, {@code text}, {@code boolean} or {@code json}
 * @param first the time of its oldest value
 * @param last the time of its newest value
 */
public record KnownField(String name, String type, Instant first, Instant last) {}
