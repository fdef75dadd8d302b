package io.iotflow.domain;

import java.time.Instant;
import java.util.Map;

/**
 * What one device measured at one time. It is stored whole or refused whole.
 *
 * @param device who measured
 * @param timestamp when, in whole milliseconds
 * @param fields at least one; legal names; iteration order is the order in which they were sent
 * @param metadata may be empty; legal names
 */
public record Reading(
        DeviceId device, Instant timestamp, Map<String, FieldValue> fields, Map<String, FieldValue> metadata) {

    /** The largest number of fields in one reading. */
    public static final int MOST_FIELDS = 256;

    public Reading {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a reading has at least one field");
        }
        if (timestamp.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException("a timestamp has whole milliseconds");
        }
    }
}
