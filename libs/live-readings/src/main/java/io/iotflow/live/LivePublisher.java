package io.iotflow.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.service.LastingFeed;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Hands readings that the store has taken to those who watch. Nobody watching costs one look at an empty map. It never
 * waits: what does not fit is left out, counted, and told with the next batch. One message follows the other, for Redis may be
 * reached over several connections, on which a short one would overtake a long one.
 */
@Singleton
public class LivePublisher {

    static final String READINGS = "iotflow:live:readings";
    static final String INTEREST = "iotflow:live:interest";

    private static final Logger LOG = Logger.getLogger(LivePublisher.class);
    private static final int ENOUGH_FOR_A_MESSAGE = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReactiveRedisDataSource redis;
    private final LiveSettings settings;
    private final Clock clock;
    private final Map<DeviceId, Instant> watchedUntil = new ConcurrentHashMap<>();
    private final Queue<List<Reading>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicBoolean sending = new AtomicBoolean();
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
        int size = readings.size();
        if (held.addAndGet(size) > settings.mostWaiting()) {
            held.addAndGet(-size);
            lost.addAndGet(size);
            return;
        }
        waiting.add(readings);
        sendNext();
    }

    private void sendNext() {
        while (!waiting.isEmpty() && sending.compareAndSet(false, true)) {
            List<Reading> message = nextMessage();
            if (!message.isEmpty()) {
                publish(message);
                return;
            }
            sending.set(false);
        }
    }

    private List<Reading> nextMessage() {
        List<Reading> message = new ArrayList<>();
        while (message.size() < ENOUGH_FOR_A_MESSAGE) {
            List<Reading> readings = waiting.poll();
            if (readings == null) {
                break;
            }
            message.addAll(readings);
        }
        return message;
    }

    private void publish(List<Reading> message) {
        long before = lost.getAndSet(0);
        // Whatever becomes of it, the next one follows.
        Uni.createFrom()
                .deferred(
                        () -> redis.pubsub(String.class).publish(READINGS, LiveText.of(new LiveBatch(message, before))))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(Throwable.class)
                .invoke(failure -> {
                    lost.addAndGet(before + message.size());
                    LOG.debugf("Live readings were not sent: %s", failure.getMessage());
                })
                .onTermination()
                .invoke(() -> {
                    held.addAndGet(-message.size());
                    sending.set(false);
                    sendNext();
                })
                .subscribe()
                .with(_ -> {}, _ -> {});
    }

    void listen(@Observes StartupEvent started) {
        LastingFeed.listen(INTEREST, redis.pubsub(String.class).subscribe(INTEREST), this::heard);
    }

    private void heard(String devices) {
        Instant until = clock.instant().plus(settings.interest());
        for (String id : devices.split(",", -1)) {
            DeviceId.parse(id).ifPresent(device -> watchedUntil.put(device, until));
        }
    }
}
