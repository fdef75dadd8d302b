package io.iotflow.query.live;

import io.iotflow.query.live.StreamEvent.Ended;
import io.iotflow.query.live.StreamEvent.Lost;
import io.iotflow.query.live.StreamEvent.Taken;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader, bounded. When it is full all that waits goes, the reader is told how much that was, and goes
 * on with the newest. Any thread may put something in; the reader takes one after the other.
 */
final class Mailbox {

    private final int most;
    private final Deque<StreamEvent> waiting = new ArrayDeque<>();
    private long lost;
    private @Nullable UniEmitter<? super StreamEvent> reader;

    Mailbox(int most) {
        this.most = most;
    }

    void lost(long readings) {
        synchronized (this) {
            lost += readings;
        }
        deliver();
    }

    void put(StreamEvent event) {
        synchronized (this) {
            if (waiting.size() >= most) {
                lost += waiting.stream().filter(Taken.class::isInstance).count();
                waiting.clear();
            }
            waiting.add(event);
        }
        deliver();
    }

    /** The stream ends after what waits now. */
    void end(String reason) {
        put(new Ended(reason));
    }

    /** The next event, when there is one. */
    Uni<StreamEvent> next() {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                reader = emitter;
            }
            emitter.onTermination(() -> forget(emitter));
            deliver();
        });
    }

    private synchronized void forget(UniEmitter<? super StreamEvent> emitter) {
        if (reader == emitter) {
            reader = null;
        }
    }

    private void deliver() {
        UniEmitter<? super StreamEvent> taker;
        StreamEvent event;
        synchronized (this) {
            taker = reader;
            if (taker == null || (lost == 0 && waiting.isEmpty())) {
                return;
            }
            event = lost > 0 ? new Lost(lost) : waiting.remove();
            lost = event instanceof Lost ? 0 : lost;
            reader = null;
        }
        taker.complete(event);
    }
}
