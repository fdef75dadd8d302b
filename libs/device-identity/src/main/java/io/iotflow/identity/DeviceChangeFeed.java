package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Tells every process of the suite that a device has changed: its status, its keys, or its existence. Carried by Redis
 * pub/sub, so an announcement may be lost; whoever needs certainty looks again after a while.
 */
@Singleton
public class DeviceChangeFeed {

    private static final Logger LOG = Logger.getLogger(DeviceChangeFeed.class);
    private static final String CHANNEL = "iotflow:device-changes";
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final ReactiveRedisDataSource redis;
    private final DeviceIdentifier identifier;
    private final BroadcastProcessor<DeviceId> changes = BroadcastProcessor.create();

    DeviceChangeFeed(ReactiveRedisDataSource redis, DeviceIdentifier identifier) {
        this.redis = redis;
        this.identifier = identifier;
    }

    /** Announces a change that is committed. Never fails: what was not announced is noticed later. */
    public Uni<Void> announce(DeviceId id) {
        return redis.pubsub(String.class)
                .publish(CHANNEL, id.toString())
                .onFailure(Exception.class)
                .invoke(failure -> LOG.warnf("A device change was not announced: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .recoverWithNull();
    }

    /** The devices that changed, from the moment of subscription on. */
    public Multi<DeviceId> changes() {
        return changes;
    }

    void listen(@Observes StartupEvent started) {
        redis.pubsub(String.class)
                .subscribe(CHANNEL)
                .onFailure(Exception.class)
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely()
                .subscribe()
                .with(this::heard, failure -> LOG.errorf(failure, "Device changes are no longer heard"));
    }

    private void heard(String announcement) {
        DeviceId.parse(announcement).ifPresent(id -> {
            identifier.forget(id);
            changes.onNext(id);
        });
    }
}
