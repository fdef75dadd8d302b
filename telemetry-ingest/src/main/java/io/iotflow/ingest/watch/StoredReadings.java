package io.iotflow.ingest.watch;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.live.LivePublisher;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at readings once the store has them, and hands them to those who watch. Costs next to nothing and never fails. Any
 * thread.
 */
@Singleton
public final class StoredReadings {

    private final TypeDrift drift;
    private final RepeatedTimes times;
    private final Consumer<List<Reading>> watchers;

    @Inject
    StoredReadings(TypeDrift drift, RepeatedTimes times, LivePublisher watchers) {
        this(drift, times, watchers::published);
    }

    StoredReadings(TypeDrift drift, RepeatedTimes times, Consumer<List<Reading>> watchers) {
        this.drift = drift;
        this.times = times;
        this.watchers = watchers;
    }

    /**
     * Looks at those that were stored.
     *
     * @param outcomes one for each reading, in their order
     */
    public void look(List<Reading> readings, List<ReadingOutcome> outcomes) {
        List<Reading> stored = stored(readings, outcomes);
        for (Reading reading : stored) {
            drift.stored(reading);
            times.stored(reading);
        }
        watchers.accept(stored);
    }

    private static List<Reading> stored(List<Reading> readings, List<ReadingOutcome> outcomes) {
        if (outcomes.stream().allMatch(Stored.class::isInstance)) {
            return readings;
        }
        List<Reading> stored = new ArrayList<>(readings.size());
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Stored) {
                stored.add(readings.get(i));
            }
        }
        return stored;
    }
}
