package io.iotflow.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.service.LastingFeed;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Hears the readings of watched devices, whichever process took them. Watchers say again and again what they watch, so
 * a publisher that starts later, or lost an announcement, knows it soon.
 */
@Singleton
public class LiveWatch {

    private static final Logger LOG = Logger.getLogger(LiveWatch.class);

    private final ReactiveRedisDataSource redis;
    private final LiveSettings settings;
    private final Map<Object, Watcher> watchers = new ConcurrentHashMap<>();

    private record Watcher(Collection<DeviceId> devices, Consumer<LiveBatch> listener) {
        String text() {
            return devices.stream().map(DeviceId::toString).collect(Collectors.joining(","));
        }
    }

    LiveWatch(ReactiveRedisDataSource redis, LiveSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    /**
     * Begins to watch. Every batch of any watched device is handed over; the listener takes what it wants.
     *
     * @param key ends it, see {@link #leave}
     * @param listener called on a thread of Redis; must not wait
     * @return when the publishers have been told
     */
    public Uni<Void> watch(Object key, Collection<DeviceId> devices, Consumer<LiveBatch> listener) {
        Watcher watcher = new Watcher(devices, listener);
        watchers.put(key, watcher);
        return announce(watcher);
    }

    /** Watches no longer. */
    public void leave(Object key) {
        watchers.remove(key);
    }

    private Uni<Void> announce(Watcher watcher) {
        return redis.pubsub(String.class)
                .publish(LivePublisher.INTEREST, watcher.text())
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("A watcher was not announced: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    void listen(@Observes StartupEvent started) {
        LastingFeed.listen(
                LivePublisher.READINGS,
                redis.pubsub(String.class).subscribe(LivePublisher.READINGS),
                text -> heard(LiveText.parse(text)));
        Multi.createFrom()
                .ticks()
                .every(settings.repeat())
                .onOverflow()
                .drop()
                .onItem()
                .transformToMulti(_ -> Multi.createFrom().iterable(watchers.values()))
                .concatenate()
                .call(this::announce)
                .subscribe()
                .with(_ -> {}, failure -> LOG.errorf(failure, "Watchers are no longer announced"));
    }

    private void heard(LiveBatch batch) {
        watchers.values().forEach(watcher -> watcher.listener().accept(batch));
    }
}
