package io.iotflow.service;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Brings an answer for which several requests wait back to the context of each. What belongs to a request, the caller
 * above all, is found by the context, so a request that went on in the context of another would act for its caller.
 */
public final class CallerContext {

    private CallerContext() {}

    /** The same answer, in the context in which it is asked for; without a context, wherever it comes. */
    public static <T> Uni<T> keep(Uni<T> shared) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            return caller == null ? shared : shared.emitOn(command -> run(caller, command));
        });
    }

    private static void run(Context caller, Runnable command) {
        if (caller.equals(Vertx.currentContext())) {
            command.run();
        } else {
            caller.runOnContext(_ -> command.run());
        }
    }
}
