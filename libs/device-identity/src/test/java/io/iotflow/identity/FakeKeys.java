package io.iotflow.identity;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys in memory; can be down, and can keep its answers back. */
final class FakeKeys implements KeyDirectory {

    final Map<KeyHash, HeldKey> keys = new HashMap<>();
    final List<Integer> queries = new ArrayList<>();
    final List<Runnable> keptBack = new ArrayList<>();
    Changes changes = new Changes(Set.of(), "1");
    boolean down;
    boolean slow;

    @Override
    public Uni<Map<KeyHash, HeldKey>> find(Collection<KeyHash> asked) {
        queries.add(asked.size());
        if (down) {
            return Uni.createFrom().failure(new IllegalStateException("down"));
        }
        Map<KeyHash, HeldKey> found = new HashMap<>(keys);
        found.keySet().retainAll(asked);
        return slow
                ? Uni.createFrom().emitter(emitter -> keepBack(emitter, found))
                : Uni.createFrom().item(found);
    }

    @Override
    public Uni<String> now() {
        return down
                ? Uni.createFrom().failure(new IllegalStateException("down"))
                : Uni.createFrom().item("1");
    }

    @Override
    public Uni<Changes> changesSince(String point) {
        return down
                ? Uni.createFrom().failure(new IllegalStateException("down"))
                : Uni.createFrom().item(changes);
    }

    /** Gives what was kept back, and from now on answers at once. */
    void answer() {
        slow = false;
        List<Runnable> answers = List.copyOf(keptBack);
        keptBack.clear();
        answers.forEach(Runnable::run);
    }

    private void keepBack(UniEmitter<? super Map<KeyHash, HeldKey>> emitter, Map<KeyHash, HeldKey> found) {
        keptBack.add(() -> emitter.complete(found));
    }
}
