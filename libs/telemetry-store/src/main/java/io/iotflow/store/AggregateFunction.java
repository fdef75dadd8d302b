package io.iotflow.store;

import java.util.List;

/**
 * What a window of values is summed up to. Count counts values of every kind; the others look at numbers. {@link
 * #COUNT}, {@link #MIN}, {@link #MAX}, {@link #FIRST}, {@link #LAST} and the median are exact to the last bit; so are
 * {@link #SUM} and {@link #MEAN} of integers, as long as the sum of those up to 2^53 does not leave that range.
 */
public enum AggregateFunction {
    MEAN(List.of("sum")),
    SUM(List.of("sum")),
    COUNT(List.of()),
    MIN(List.of("min_value")),
    MAX(List.of("max_value")),
    FIRST(List.of("first_value", "min_time")),
    LAST(List.of("last_value", "max_time")),
    /** The middle value, or the mean of the two middle ones; from all values, never estimated. */
    MEDIAN(List.of()),
    /** Of a sample: divided by one less than the count; of one value there is none. */
    STDDEV(List.of("avg", "var_pop"));

    private final List<String> storeFunctions;

    AggregateFunction(List<String> storeFunctions) {
        this.storeFunctions = storeFunctions;
    }

    /** What the store is asked for besides the count; the time comes after its value. */
    List<String> storeFunctions() {
        return storeFunctions;
    }

    /** Whether values are added up. */
    boolean adds() {
        return this == SUM || this == MEAN;
    }

    List<Lane> lanes() {
        return this == COUNT ? List.of(Lane.values()) : List.of(Lane.NUMBER, Lane.INTEGER);
    }
}
