package io.iotflow.query.service;

import io.iotflow.audit.Change;
import io.iotflow.audit.OperatorAudit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what would be in the audit, and fails for the objects that a test names. */
@Singleton
class WrittenChanges implements OperatorAudit {

    /** An entry. */
    record Entry(String actor, Change change) {}

    private final List<Entry> written = new CopyOnWriteArrayList<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    void fallSilentFor(long object) {
        silent.add(Long.toString(object));
    }

    List<Entry> of(long object) {
        return written.stream()
                .filter(entry -> entry.change().objectId().equals(Long.toString(object)))
                .toList();
    }

    @Override
    public Uni<Void> write(String actor, Change change) {
        if (silent.contains(change.objectId())) {
            return Uni.createFrom().failure(new IllegalStateException("silent"));
        }
        written.add(new Entry(actor, change));
        return Uni.createFrom().voidItem();
    }
}
