package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.iotflow.service.LastingFeed;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells every process of the suite what happened to a device. Carried by Redis pub/sub, so an announcement may be lost;
 * whoever needs certainty looks again after a while.
 */
@Singleton
public class DeviceFeed {

    private static final Logger LOG = Logger.getLogger(DeviceFeed.class);
    private static final String CHANNEL = "iotflow:device-events";
    private static final int MOST_NOT_TAKEN = 200_000;
    private static final char SEPARATOR = ':';

    private final ReactiveRedisDataSource redis;
    private final DeviceIdentifier identifier;
    private final RememberedDevices remembered;
    private final BroadcastProcessor<DeviceEvent> events = BroadcastProcessor.create();

    DeviceFeed(ReactiveRedisDataSource redis, DeviceIdentifier identifier, RememberedDevices remembered) {
        this.redis = redis;
        this.identifier = identifier;
        this.remembered = remembered;
    }

    /** Announces something that is committed. Never fails: what was not announced is noticed later. */
    public Uni<Void> announce(Kind kind, DeviceId id) {
        return redis.pubsub(String.class)
                .publish(CHANNEL, kind.wireName() + SEPARATOR + id)
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("A device event was not announced: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    /** The devices to which this happens, from the moment of subscription on; a change may be told twice. */
    public Multi<DeviceId> devices(Kind kind) {
        return events.filter(event -> event.kind() == kind)
                .map(DeviceEvent::device)
                .onOverflow()
                .buffer(MOST_NOT_TAKEN);
    }

    /** Tells of changes that were found in the database, announced or not. */
    void noticed(Set<DeviceId> changed) {
        if (!changed.isEmpty()) {
            forget(changed);
            changed.forEach(device -> tell(new DeviceEvent(Kind.CHANGED, device)));
        }
    }

    void listen(@Observes StartupEvent started) {
        LastingFeed.listen(CHANNEL, redis.pubsub(String.class).subscribe(CHANNEL), this::heard);
    }

    private void heard(String announcement) {
        DeviceEvent.parse(announcement).ifPresent(event -> {
            if (event.kind() == Kind.CHANGED) {
                forget(Set.of(event.device()));
            }
            tell(event);
        });
    }

    /** Any device may have changed. */
    void forgetAll() {
        identifier.forgetAll();
        remembered.forgetAll();
    }

    private void forget(Set<DeviceId> changed) {
        identifier.forget(changed);
        remembered.forget(changed);
    }

    /** One at a time, as Reactive Streams want it (1.3): announcements and noticed changes come on different threads. */
    private synchronized void tell(DeviceEvent event) {
        events.onNext(event);
    }

    /** What can happen to a device. */
    public enum Kind {
        /** Its status, its keys, or its existence. */
        CHANGED("changed"),
        /** A command for it is stored and waits to be sent. */
        COMMAND_QUEUED("command-queued"),
        /** Its configuration has a new version. */
        CONFIGURATION_CHANGED("configuration-changed");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    private record DeviceEvent(Kind kind, DeviceId device) {

        static Optional<DeviceEvent> parse(String announcement) {
            int separator = announcement.indexOf(SEPARATOR);
            for (Kind kind : Kind.values()) {
                if (separator > 0 && kind.wireName().contentEquals(announcement.subSequence(0, separator))) {
                    return DeviceId.parse(announcement.substring(separator + 1)).map(id -> new DeviceEvent(kind, id));
                }
            }
            return Optional.empty();
        }
    }
}
