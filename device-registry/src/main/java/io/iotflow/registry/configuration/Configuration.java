package io.iotflow.registry.configuration;

import java.time.Instant;
import java.util.List;

/**
 * What one device is told about how to work.
 *
 * @param version grows with every change
 * @param entries in the order of their keys
 */
record Configuration(long version, List<Entry> entries) {

    /**
     * One value.
     *
     * @param version the configuration's version with which it came
     */
    record Entry(String key, ConfigurationValue value, Instant updatedAt, long version) {}
}
