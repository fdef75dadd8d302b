package io.iotflow.ingest.watch;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Stored;
import jakarta.inject.Singleton;
import java.util.List;

/** Looks at readings once the store has them. Costs next to nothing and never fails. Any thread. */
@Singleton
public final class StoredReadings {

    private final TypeDrift drift;
    private final RepeatedTimes times;

    StoredReadings(TypeDrift drift, RepeatedTimes times) {
        this.drift = drift;
        this.times = times;
    }

    /**
     * Looks at those that were stored.
     *
     * @param outcomes one for each reading, in their order
     */
    public void look(List<Reading> readings, List<ReadingOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Stored) {
                drift.stored(readings.get(i));
                times.stored(readings.get(i));
            }
        }
    }
}
