package io.iotflow.query.live;

import io.iotflow.query.live.StreamEvent.Ended;
import io.iotflow.query.live.StreamEvent.Heartbeat;
import io.iotflow.query.live.StreamEvent.Lost;
import io.iotflow.query.live.StreamEvent.Taken;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader, bounded. When it is full all that waits goes, the reader is told how much that was, and goes
 * on with the newest. When nothing comes for a while the reader gets a heartbeat. Any thread may put something in; the
 * reader takes one after the other.
 */
final class Mailbox {

    private final int most;
    private final long heartbeatNanos;
    private final ScheduledExecutorService timers;
    private final Deque<StreamEvent> waiting = new ArrayDeque<>();
    private long lost;
    private boolean ended;
    private @Nullable UniEmitter<? super StreamEvent> reader;

    /**
     * @param most events that wait
     */
    Mailbox(int most, Duration heartbeat, ScheduledExecutorService timers) {
        this.most = most;
        this.heartbeatNanos = heartbeat.toNanos();
        this.timers = timers;
    }

    void lost(long readings) {
        synchronized (this) {
            lost += readings;
        }
        deliver();
    }

    void put(StreamEvent event) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = event instanceof Ended;
            if (waiting.size() >= most) {
                lost += waiting.stream().filter(Taken.class::isInstance).count();
                waiting.clear();
            }
            waiting.add(event);
        }
        deliver();
    }

    /** The stream ends after what waits now; nothing comes after that. */
    void end(String reason) {
        put(new Ended(reason));
    }

    /** The next event, when there is one. */
    Uni<StreamEvent> next() {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                reader = emitter;
            }
            // Not a time-out outside: it could give up a reader to whom an event is just being handed.
            Future<?> silence = timers.schedule(() -> breakSilence(emitter), heartbeatNanos, TimeUnit.NANOSECONDS);
            emitter.onTermination(() -> {
                silence.cancel(false);
                forget(emitter);
            });
            deliver();
        });
    }

    private void breakSilence(UniEmitter<? super StreamEvent> waiting) {
        synchronized (this) {
            if (reader != waiting) {
                return;
            }
            reader = null;
        }
        waiting.complete(new Heartbeat());
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
