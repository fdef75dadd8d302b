package io.iotflow.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Notes that devices were heard. Costs its caller a look into a map: what is new is written behind, in batches, and a
 * device that is heard all the time at most once in {@code write-every}. Nothing is said to the caller if Redis is away:
 * presence is a hint. Any thread.
 */
@Singleton
public class PresenceRecorder {

    private static final Logger LOG = Logger.getLogger(PresenceRecorder.class);
    private static final Duration FLUSH_EVERY = Duration.ofMillis(500);
    private static final int LARGEST_FLUSH = 1000;

    private final ReactiveValueCommands<String, String> redis;
    private final PresenceSettings settings;
    private final Clock clock;
    private final Cache<DeviceId, Boolean> written;
    private final Map<DeviceId, String> waiting = new ConcurrentHashMap<>();
    private final AtomicLong dropped = new AtomicLong();

    PresenceRecorder(ReactiveRedisDataSource redis, PresenceSettings settings, Clock clock) {
        this.redis = redis.value(String.class);
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
        waiting.put(device, Presence.written(online, clock.millis()));
        if (online) {
            written.put(device, true);
        } else {
            written.invalidate(device);
        }
    }

    private Uni<Void> flush() {
        List<Uni<Void>> writes = new ArrayList<>();
        for (DeviceId device : waiting.keySet()) {
            String presence = waiting.remove(device);
            if (presence != null) {
                writes.add(redis.setex(
                        PresenceKeys.of(device), settings.onlineFor().toSeconds(), presence));
            }
            if (writes.size() == LARGEST_FLUSH) {
                break;
            }
        }
        if (writes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(writes)
                .andCollectFailures()
                .replaceWithVoid()
                .onFailure(Exception.class)
                .invoke(failure -> LOG.debugf("Presence was not written: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .recoverWithNull();
    }
}
