package io.iotflow.simulator.virtual;

import io.iotflow.audit.Change;
import io.iotflow.audit.OperatorAudit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps entries as lines, while it is not silent; the registry is away in these tests. */
@Singleton
class AuditOnPaper implements OperatorAudit {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    void silent(boolean yes) {
        silent = yes;
    }

    /** Who did what, the oldest first, of one kind of object and its id. */
    List<String> of(String type, String id) {
        String object = " " + type + " " + id + ":";
        return lines.stream()
                .filter(line -> line.contains(object))
                .map(line -> line.replace(object, ""))
                .toList();
    }

    @Override
    public Uni<Void> write(String actor, Change change) {
        if (silent) {
            return Uni.createFrom().failure(new IllegalStateException("silent"));
        }
        lines.add(String.join(" ", actor, change.action(), change.objectType(), change.objectId() + ":")
                + change.before().map(before -> " from " + before).orElse("")
                + change.after().map(after -> " to " + after).orElse(""));
        return Uni.createFrom().voidItem();
    }
}
