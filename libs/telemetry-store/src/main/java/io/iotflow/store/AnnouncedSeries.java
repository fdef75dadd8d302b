package io.iotflow.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Stored;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The series that readers have been told of by this process, see {@link SeriesVersions}. Bounded: what was forgotten is told
 * again. Any thread.
 */
final class AnnouncedSeries {

    /** About 110 000 devices of five fields. */
    private static final long MOST = 1_000_000;

    private static final int DEVICE = 4;
    private static final int MOST_OF_A_DEVICE = 256;

    private final Cache<DeviceId, Set<String>> announced = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((DeviceId _, Set<String> series) -> DEVICE + series.size())
            .build();

    /** Devices of a kind have the same series. */
    private final Interner<Set<String>> kinds = Interner.newWeakInterner();

    /** The series of readings that were stored and are not in here, by device; mostly none. */
    Map<DeviceId, Set<String>> missing(List<Reading> readings, RecordBatch batch, List<ReadingOutcome> outcomes) {
        Map<DeviceId, Set<String>> missing = new HashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            DeviceId device = readings.get(i).device();
            if (outcomes.get(i) instanceof Stored && !has(device, batch.series(i))) {
                missing.computeIfAbsent(device, _ -> new HashSet<>()).addAll(batch.series(i));
            }
        }
        return missing;
    }

    void add(Map<DeviceId, Set<String>> series) {
        series.forEach(
                (device, names) -> announced.asMap().merge(device, kinds.intern(Set.copyOf(names)), this::together));
    }

    private boolean has(DeviceId device, List<String> series) {
        Set<String> known = announced.getIfPresent(device);
        return known != null && known.containsAll(series);
    }

    private Set<String> together(Set<String> before, Set<String> more) {
        Set<String> all = new HashSet<>(before);
        all.addAll(more);
        return all.size() > MOST_OF_A_DEVICE ? more : kinds.intern(Set.copyOf(all));
    }
}
