package io.iotflow.presence;

import io.iotflow.domain.DeviceId;
import io.iotflow.service.LastingFeed;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Numbers the sessions of each device over all replicas, so that of two the newer can be told. A number is larger than
 * all earlier ones, also after Redis has lost its data: it counts on from the time. Without Redis the time itself is the
 * number, and only this replica knows of the session. Any thread.
 */
@Singleton
public class DeviceSessionEpochs {

    /** A session that began somewhere. */
    public record Begun(DeviceId device, long epoch) {}

    private static final Logger LOG = Logger.getLogger(DeviceSessionEpochs.class);
    private static final String CHANNEL = "iotflow:device-sessions";
    private static final char SEPARATOR = ':';
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    /** One round trip: counts on, keeps the counter, tells the others. */
    private static final String BEGIN = """
            if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SET', KEYS[1], ARGV[1]) end
            local epoch = redis.call('INCR', KEYS[1])
            redis.call('EXPIRE', KEYS[1], ARGV[2])
            redis.call('PUBLISH', ARGV[3], ARGV[4] .. string.format('%.0f', epoch))
            return epoch
            """;

    /** Offline, unless a newer session has begun. */
    private static final String LEAVE = """
            if tonumber(redis.call('GET', KEYS[1]) or '0') > tonumber(ARGV[1]) then return 0 end
            redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
            return 1
            """;

    private final ReactiveRedisDataSource redis;
    private final PresenceRecorder recorder;
    private final PresenceSettings settings;
    private final Clock clock;
    private final BroadcastProcessor<Begun> begun = BroadcastProcessor.create();

    DeviceSessionEpochs(
            ReactiveRedisDataSource redis, PresenceRecorder recorder, PresenceSettings settings, Clock clock) {
        this.redis = redis;
        this.recorder = recorder;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins a session and tells all replicas. Never fails. */
    public Uni<Long> begin(DeviceId device) {
        long now = clock.millis();
        return redis.execute(
                        "EVAL",
                        BEGIN,
                        "1",
                        PresenceKeys.session(device),
                        Long.toString(now),
                        Long.toString(KEPT_FOR.toSeconds()),
                        CHANNEL,
                        device.toString() + SEPARATOR)
                .map(Response::toLong)
                // Not an Exception: the client says that its connection is closed by a Throwable of its own.
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.debugf("A session is known here only: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithItem(now);
    }

    /** Notes that a device is offline, unless it has begun a newer session. Never fails: presence is a hint. */
    public Uni<Void> leave(DeviceId device, long epoch) {
        recorder.forget(device);
        return redis.execute(
                        "EVAL",
                        LEAVE,
                        "2",
                        PresenceKeys.session(device),
                        PresenceKeys.of(device),
                        Long.toString(epoch),
                        Presence.written(false, clock.millis()),
                        Long.toString(settings.onlineFor().toSeconds()))
                .replaceWithVoid()
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.debugf("A leave was not written: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    /** The sessions that begin anywhere, from the moment of subscription on; this replica's too. */
    public Multi<Begun> begun() {
        return begun;
    }

    void listen(@Observes StartupEvent started) {
        LastingFeed.listen(
                CHANNEL,
                redis.pubsub(String.class).subscribe(CHANNEL),
                announcement -> read(announcement).ifPresent(begun::onNext));
    }

    private static Optional<Begun> read(String announcement) {
        int separator = announcement.indexOf(SEPARATOR);
        if (separator < 0) {
            return Optional.empty();
        }
        try {
            long epoch = Long.parseLong(announcement.substring(separator + 1));
            return DeviceId.parse(announcement.substring(0, separator)).map(device -> new Begun(device, epoch));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
