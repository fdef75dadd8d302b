package io.iotflow.store;

import io.iotflow.domain.FieldValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest of what a device sent, by event time.
 *
 * @param timestamp of the newest reading
 * @param fields the fields of the newest reading
 * @param metadata the metadata of the newest reading
 * @param newest the newest value of every field that the device ever sent
 */
public record LatestValues(
        Instant timestamp,
        Map<String, FieldValue> fields,
        Map<String, FieldValue> metadata,
        Map<String, TimedValue> newest) {

    /** A value and when it was. */
    public record TimedValue(FieldValue value, Instant timestamp) {}

    /** The newest value of one series. */
    record LastValue(SeriesName series, TimedValue value) {}

    static Optional<LatestValues> of(List<LastValue> values) {
        Optional<Instant> newestTime = values.stream()
                .filter(last -> !last.series().metadata())
                .map(last -> last.value().timestamp())
                .max(Instant::compareTo);
        return newestTime.map(time -> of(time, values));
    }

    private static LatestValues of(Instant time, List<LastValue> values) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        Map<String, FieldValue> metadata = new LinkedHashMap<>();
        Map<String, TimedValue> newest = new LinkedHashMap<>();
        for (LastValue last : values) {
            String name = last.series().name();
            if (last.value().timestamp().equals(time)) {
                (last.series().metadata() ? metadata : fields)
                        .put(name, last.value().value());
            }
            if (!last.series().metadata()) {
                newest.merge(name, last.value(), LatestValues::later);
            }
        }
        return new LatestValues(time, fields, metadata, newest);
    }

    static TimedValue later(TimedValue one, TimedValue other) {
        return other.timestamp().isAfter(one.timestamp()) ? other : one;
    }
}
