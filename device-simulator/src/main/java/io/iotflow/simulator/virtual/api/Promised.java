package io.iotflow.simulator.virtual.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** What the engine promises, as a resource answers it. */
final class Promised {

    private Promised() {}

    /** Begins when the answer is wanted. */
    static <T> Uni<T> uni(Supplier<Future<T>> work) {
        return Uni.createFrom().completionStage(() -> work.get().toCompletionStage());
    }
}
