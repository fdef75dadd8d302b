package io.iotflow.live;

import io.iotflow.domain.Reading;
import java.util.List;

/**
 * Readings that the store has taken.
 *
 * @param lost how many readings before them were left out
 */
public record LiveBatch(List<Reading> readings, long lost) {}
