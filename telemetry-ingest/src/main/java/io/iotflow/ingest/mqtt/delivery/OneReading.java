package io.iotflow.ingest.mqtt.delivery;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.ingest.pipeline.IngestReadings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A reading that is offered to the store until it is stored, refused, or no longer wanted. Small: many may wait. */
record OneReading(
        IngestReadings ingest, Reading reading, BooleanSupplier wanted, UniEmitter<? super ReadingOutcome> answer)
        implements RetryQueue.Attempt {

    @Override
    public Uni<Boolean> tryOnce() {
        if (!wanted.getAsBoolean()) {
            answer.complete(new StoreUnavailable(Duration.ZERO));
            return Uni.createFrom().item(true);
        }
        return ingest.again(reading).map(this::isDone);
    }

    private boolean isDone(ReadingOutcome outcome) {
        return switch (outcome) {
            case Stored _, Refused _ -> {
                answer.complete(outcome);
                yield true;
            }
            case StoreUnavailable _, Overloaded _ -> false;
        };
    }
}
