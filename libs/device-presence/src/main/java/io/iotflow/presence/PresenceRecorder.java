package io.iotflow.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Notes that devices were heard. Costs its caller a look into a map: what is new is written behind, in batches of one round trip, and a
 * device that is heard all the time at most once in {@code write-every}. Nothing is said to the caller if Redis is away:
 * presence is a hint. Any thread.
 */
@Singleton
public class PresenceRecorder {

    private static final Logger LOG = Logger.getLogger(PresenceRecorder.class);
    private static final Duration FLUSH_EVERY = Duration.ofMillis(500);
    private static final int LARGEST_FLUSH = 1000;

    private final Redis redis;
    private final PresenceSettings settings;
    private final Clock clock;
    private final Cache<DeviceId, Boolean> written;
    private final Map<DeviceId, Note> waiting = new ConcurrentHashMap<>();
    private final AtomicLong dropped = new AtomicLong();

    private record Note(boolean online, long millis) {}

    PresenceRecorder(Redis redis, PresenceSettings settings, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.clock = clock;
        this.written = Caffeine.newBuilder()
                .maximumSize(settings.mostWaiting())
                .expireAfterWrite(settings.writeEvery())
                .build();
    }

    /** The device sent something or connected. */
    public void heard(DeviceId device) {
        if (written.getIfPresent(device) == null) {
            note(device, true);
        }
    }

    /** The device's session ended, or it said that it leaves. */
    public void left(DeviceId device) {
        note(device, false);
    }

    /** Drops what waits to be written of a device, so that it can't undo what somebody else writes. */
    void forget(DeviceId device) {
        waiting.remove(device);
        written.invalidate(device);
    }

    /** How many notes were given up because too many waited. */
    public long dropped() {
        return dropped.get();
    }

    void flushRegularly(@Observes StartupEvent started) {
        Multi.createFrom()
                .ticks()
                .every(FLUSH_EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> flush())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("Presence is no longer written", failure));
    }

    private void note(DeviceId device, boolean online) {
        if (waiting.size() >= settings.mostWaiting()) {
            dropped.incrementAndGet();
            return;
        }
        waiting.put(device, new Note(online, clock.millis()));
        if (online) {
            written.put(device, true);
        } else {
            written.invalidate(device);
        }
    }

    /** Writes what waits, in one round trip. Never fails. */
    Uni<Void> flush() {
        Map<DeviceId, Note> notes = takeWaiting();
        if (notes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return redis.batch(requests(notes))
                .replaceWithVoid()
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.debugf("Presence was not written: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    private Map<DeviceId, Note> takeWaiting() {
        Map<DeviceId, Note> notes = new HashMap<>();
        for (DeviceId device : waiting.keySet()) {
            Note note = waiting.remove(device);
            if (note != null) {
                notes.put(device, note);
            }
            if (notes.size() == LARGEST_FLUSH) {
                break;
            }
        }
        return notes;
    }

    private List<Request> requests(Map<DeviceId, Note> notes) {
        List<Request> requests = new ArrayList<>(notes.size() + 1);
        Request lastSeen = Request.cmd(Command.ZADD).arg(PresenceKeys.LAST_SEEN).arg("GT");
        String seconds = Long.toString(settings.onlineFor().toSeconds());
        notes.forEach((device, note) -> {
            requests.add(Request.cmd(Command.SETEX)
                    .arg(PresenceKeys.of(device))
                    .arg(seconds)
                    .arg(Presence.written(note.online(), note.millis())));
            lastSeen.arg(Long.toString(note.millis())).arg(device.toString());
        });
        requests.add(lastSeen);
        return requests;
    }
}
