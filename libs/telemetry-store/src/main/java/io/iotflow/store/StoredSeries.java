package io.iotflow.store;

import io.iotflow.domain.FieldValue;
import java.util.Locale;

/**
 * Where a value is kept, for whoever explains it.
 *
 * @param lane which kind of value the series holds: {@code number}, {@code integer}, {@code text}, {@code boolean} or
 *     {@code json}
 * @param series its name below the device, as the store has it
 */
public record StoredSeries(String lane, String series) {

    /** Where a field of this name goes with this value. */
    public static StoredSeries ofField(String name, FieldValue value) {
        return of(name, value, false);
    }

    /** Where an entry of the metadata goes. */
    public static StoredSeries ofMetadata(String name, FieldValue value) {
        return of(name, value, true);
    }

    private static StoredSeries of(String name, FieldValue value, boolean metadata) {
        Lane lane = Lane.of(value);
        return new StoredSeries(lane.name().toLowerCase(Locale.ROOT), new SeriesName(lane, metadata, name).encoded());
    }
}
