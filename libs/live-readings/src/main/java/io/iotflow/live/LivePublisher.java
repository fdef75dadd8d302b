package io.iotflow.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.service.LastingFeed;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Hands readings that the store has taken to those who watch. Nobody watching costs one look at an empty map. It never
 * waits: what does not fit is left out, counted, and told with the next batch.
 */
@Singleton
public class LivePublisher {

    static final String READINGS = "iotflow:live:readings";
    static final String INTEREST = "iotflow:live:interest";

    private static final Logger LOG = Logger.getLogger(LivePublisher.class);

    private final ReactiveRedisDataSource redis;
    private final LiveSettings settings;
    private final Clock clock;
    private final Map<DeviceId, Instant> watchedUntil = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();

    LivePublisher(ReactiveRedisDataSource redis, LiveSettings settings, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.clock = clock;
    }

    /** Readings that the store has. Any thread may call it; it neither waits nor fails. */
    public void published(List<Reading> readings) {
        if (watchedUntil.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        watchedUntil.values().removeIf(now::isAfter);
        List<Reading> watched = readings.stream()
                .filter(reading -> watchedUntil.containsKey(reading.device()))
                .toList();
        if (!watched.isEmpty()) {
            send(watched);
        }
    }

    private void send(List<Reading> readings) {
        if (inFlight.incrementAndGet() > settings.mostInFlight()) {
            inFlight.decrementAndGet();
            lost.addAndGet(readings.size());
            return;
        }
        redis.pubsub(String.class)
                .publish(READINGS, LiveText.of(new LiveBatch(readings, lost.getAndSet(0))))
                .onTermination()
                .invoke(inFlight::decrementAndGet)
                .subscribe()
                .with(_ -> {}, failure -> {
                    lost.addAndGet(readings.size());
                    LOG.debugf("Live readings were not sent: %s", failure.getMessage());
                });
    }

    void listen(@Observes StartupEvent started) {
        LastingFeed.of(redis.pubsub(String.class).subscribe(INTEREST))
                .subscribe()
                .with(this::heard, failure -> LOG.errorf(failure, "Watchers are no longer heard"));
    }

    private void heard(String devices) {
        Instant until = clock.instant().plus(settings.interest());
        for (String id : devices.split(",", -1)) {
            DeviceId.parse(id).ifPresent(device -> watchedUntil.put(device, until));
        }
    }
}
