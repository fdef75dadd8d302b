package io.iotflow.ingest.reading;

import java.util.List;

/**
 * What a reading's sender may want to know, though nothing of it is an error.
 *
 * @param warnings in the order in which their causes were sent, at most {@value #MOST_WARNINGS}
 * @param timed whether it came with a time of its own
 */
public record Remarks(List<String> warnings, boolean timed) {

    static final int MOST_WARNINGS = 50;

    /** Of something that is no reading. */
    public static final Remarks NONE = new Remarks(List.of(), false);
}
