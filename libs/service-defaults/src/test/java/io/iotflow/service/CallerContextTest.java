package io.iotflow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerContextTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void bringsASharedAnswerBackToEachOfThoseWhoWait() {
        CompletableFuture<String> shared = new CompletableFuture<>();
        Uni<String> answer = CallerContext.keep(Uni.createFrom().completionStage(shared));
        Context one = vertx.getOrCreateContext();
        Context other = vertx.getOrCreateContext();
        CompletableFuture<Context> first = contextOf(answer, one);
        CompletableFuture<Context> second = contextOf(answer, other);

        one.runOnContext(_ -> shared.complete("answer"));

        assertThat(first.join()).isEqualTo(one);
        assertThat(second.join()).isEqualTo(other);
    }

    @Test
    void goesOnAtOnceWithoutAContext() {
        CompletableFuture<String> answered =
                CallerContext.keep(Uni.createFrom().item("answer")).subscribeAsCompletionStage();

        assertThat(answered).isCompletedWithValue("answer");
    }

    /** Where the answer comes to one who waits for it in a context. */
    private static CompletableFuture<Context> contextOf(Uni<String> answer, Context context) {
        CompletableFuture<Context> asked = new CompletableFuture<>();
        CompletableFuture<Context> where = new CompletableFuture<>();
        context.runOnContext(_ -> {
            answer.subscribe().with(_ -> where.complete(Vertx.currentContext()));
            asked.complete(context);
        });
        asked.join();
        return where;
    }
}
