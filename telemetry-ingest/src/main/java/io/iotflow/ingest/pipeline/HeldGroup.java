package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** Readings that were acknowledged together; one try after the other, until none is left. */
final class HeldGroup {

    /** Some readings are left. */
    static final class NotSettledException extends RuntimeException {
        NotSettledException() {
            super("the store has not taken all", null, false, false);
        }
    }

    private final Arrival arrival;
    private final int size;
    private final long bytes;
    private volatile List<Reading> left;

    HeldGroup(Arrival arrival, List<Reading> readings) {
        this.arrival = arrival;
        this.size = readings.size();
        this.bytes = WaitingGroup.bytes(readings);
        this.left = readings;
    }

    Arrival arrival() {
        return arrival;
    }

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    /** Those that the store has neither taken nor refused. */
    List<Reading> left() {
        return left;
    }

    /**
     * Keeps those that are worth another try.
     *
     * @param outcomes of those that were left, in their order
     * @return the refusals among them
     */
    List<Refused> settle(List<ReadingOutcome> outcomes) {
        List<Reading> again = new ArrayList<>();
        List<Refused> refusals = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Stored _ -> {}
                case Refused refused -> refusals.add(refused);
                case StoreUnavailable _, Overloaded _ -> again.add(left.get(i));
            }
        }
        left = again;
        return refusals;
    }

    Uni<Void> failUnlessSettled() {
        return left.isEmpty() ? Uni.createFrom().voidItem() : Uni.createFrom().failure(new NotSettledException());
    }
}
