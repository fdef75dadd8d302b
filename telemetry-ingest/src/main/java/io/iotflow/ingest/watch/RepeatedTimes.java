package io.iotflow.ingest.watch;

import io.iotflow.domain.Reading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts readings that have the time of an earlier one of the same device, a repeated delivery among them: the later
 * write wins per field. The earlier one is known while its place is not taken by another; so the count is a lower bound.
 * Any thread.
 */
@Singleton
final class RepeatedTimes {

    private final AtomicLongArray places;
    private final int mask;
    private final Counter repeated;

    RepeatedTimes(WatchSettings settings, MeterRegistry registry) {
        int size = KindsSeen.placesFor(settings.rememberedTimes());
        this.places = new AtomicLongArray(size);
        this.mask = size - 1;
        this.repeated = registry.counter("iotflow.ingest.times.repeated");
    }

    void stored(Reading reading) {
        long key = Hashes.of(reading.device().value(), reading.timestamp().toEpochMilli());
        int place = (int) (key >>> 32) & mask;
        if (places.getOpaque(place) == key) {
            repeated.increment();
        } else {
            places.setOpaque(place, key);
        }
    }
}
