package io.iotflow.identity;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Looks keys up together: while the queries that may run at once are under way, the next keys collect, and go out as one.
 * So a flood of keys costs a bounded number of queries, and a new device waits behind at most {@code most-waiting} keys.
 * Any thread.
 */
final class KeyLookups {

    private final Function<List<KeyHash>, Uni<Map<KeyHash, HeldKey>>> query;
    private final IdentitySettings settings;
    private final Map<KeyHash, CompletableFuture<Optional<HeldKey>>> open = new HashMap<>();
    private final Deque<KeyHash> waiting = new ArrayDeque<>();
    private int underWay;

    KeyLookups(Function<List<KeyHash>, Uni<Map<KeyHash, HeldKey>>> query, IdentitySettings settings) {
        this.query = query;
        this.settings = settings;
    }

    /** Fails when the query fails or too many keys wait. */
    Uni<Optional<HeldKey>> find(KeyHash key) {
        return Uni.createFrom().completionStage(() -> {
            CompletableFuture<Optional<HeldKey>> answer = join(key);
            go();
            return answer;
        });
    }

    private synchronized CompletableFuture<Optional<HeldKey>> join(KeyHash key) {
        CompletableFuture<Optional<HeldKey>> known = open.get(key);
        if (known != null) {
            return known;
        }
        if (waiting.size() >= settings.mostWaiting()) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("too many keys wait"));
        }
        CompletableFuture<Optional<HeldKey>> answer = new CompletableFuture<>();
        open.put(key, answer);
        waiting.add(key);
        return answer;
    }

    private void go() {
        List<KeyHash> keys = nextQuery();
        if (!keys.isEmpty()) {
            query.apply(keys)
                    .subscribe()
                    .with(
                            found ->
                                    settle(keys, (key, answer) -> answer.complete(Optional.ofNullable(found.get(key)))),
                            failure -> settle(keys, (_, answer) -> answer.completeExceptionally(failure)));
        }
    }

    private synchronized List<KeyHash> nextQuery() {
        if (underWay >= settings.mostQueries() || waiting.isEmpty()) {
            return List.of();
        }
        underWay++;
        List<KeyHash> keys = new ArrayList<>();
        while (keys.size() < settings.largestQuery() && !waiting.isEmpty()) {
            keys.add(waiting.remove());
        }
        return keys;
    }

    private void settle(List<KeyHash> keys, BiConsumer<KeyHash, CompletableFuture<Optional<HeldKey>>> outcome) {
        Map<KeyHash, CompletableFuture<Optional<HeldKey>>> settled = settled(keys);
        go();
        settled.forEach(outcome);
    }

    private synchronized Map<KeyHash, CompletableFuture<Optional<HeldKey>>> settled(List<KeyHash> keys) {
        underWay--;
        Map<KeyHash, CompletableFuture<Optional<HeldKey>>> settled = new HashMap<>();
        for (KeyHash key : keys) {
            CompletableFuture<Optional<HeldKey>> answer = open.remove(key);
            if (answer != null) {
                settled.put(key, answer);
            }
        }
        return settled;
    }
}
