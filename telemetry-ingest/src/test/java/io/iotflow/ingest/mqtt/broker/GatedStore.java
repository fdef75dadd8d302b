package io.iotflow.ingest.mqtt.broker;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.delivery.Verdict;
import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import io.iotflow.ingest.mqtt.destination.Content;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A store behind a gate: what arrives while it is closed is committed when it opens. */
final class GatedStore implements DeviceMessages {

    /** A payload that can never be stored. */
    static final String UNREADABLE = "unreadable";

    private final List<String> arrived = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Executor committer;
    private boolean open;

    GatedStore(boolean open) {
        this(open, Runnable::run);
    }

    private GatedStore(boolean open, Executor committer) {
        this.open = open;
        this.committer = committer;
    }

    /** Open, and slow as a store with a synchronous log is. */
    static GatedStore taking(Duration commit) {
        return new GatedStore(true, CompletableFuture.delayedExecutor(commit.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public Uni<Verdict> take(DeviceTopic topic, Content message) {
        return Uni.createFrom()
                .emitter(answer -> arrive(new String(message.payload(), StandardCharsets.UTF_8), answer));
    }

    private synchronized void arrive(String payload, UniEmitter<? super Verdict> answer) {
        arrived.add(payload);
        Runnable commit = () -> answer.complete(commit(payload));
        if (open) {
            committer.execute(commit);
        } else {
            waiting.add(commit);
        }
    }

    private synchronized Verdict commit(String payload) {
        if (payload.equals(UNREADABLE)) {
            return Verdict.refused(new Complaint("malformed_json", "the body is not JSON"));
        }
        stored.add(payload);
        return Verdict.ACCEPTED;
    }

    synchronized void open() {
        open = true;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    synchronized List<String> arrived() {
        return List.copyOf(arrived);
    }

    synchronized int arrivals() {
        return arrived.size();
    }

    synchronized Set<String> storedSet() {
        return Set.copyOf(stored);
    }

    synchronized List<String> stored() {
        return List.copyOf(stored);
    }
}
