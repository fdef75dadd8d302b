package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers every call and answers none by itself. */
final class HeldStore implements ReadingStore {
    final List<HeldCall> calls = new ArrayList<>();

    @Override
    public Uni<List<ReadingOutcome>> write(List<Reading> readings) {
        return Uni.createFrom().emitter(answer -> calls.add(new HeldCall(readings, answer)));
    }

    record HeldCall(List<Reading> readings, UniEmitter<? super List<ReadingOutcome>> emitter) {
        void succeed() {
            answer(Collections.nCopies(readings.size(), new Stored()));
        }

        void answer(List<ReadingOutcome> outcomes) {
            emitter.complete(outcomes);
        }

        void fail() {
            emitter.fail(new IllegalStateException("planted"));
        }
    }
}
