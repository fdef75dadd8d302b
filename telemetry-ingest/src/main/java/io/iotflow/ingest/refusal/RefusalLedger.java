package io.iotflow.ingest.refusal;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest refusals. Noting one costs its caller next to nothing and never fails. Any thread. */
@Singleton
public class RefusalLedger {

    private static final int MOST = 10_000;

    private final Deque<Refusal> newest = new ArrayDeque<>();

    /** Notes a refusal; the oldest gives way. */
    public synchronized void note(Refusal refusal) {
        if (newest.size() == MOST) {
            newest.removeLast();
        }
        newest.addFirst(refusal);
    }

    /** The newest first. */
    public synchronized List<Refusal> newest(int limit) {
        return newest.stream().limit(limit).toList();
    }
}
