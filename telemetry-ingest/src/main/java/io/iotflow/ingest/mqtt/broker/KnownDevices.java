package io.iotflow.ingest.mqtt.broker;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceDirectory;
import io.iotflow.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Whether a device that the broker let in is one of ours. A remembered one costs no call and goes on while the database is
 * away; one that is not is asked for until the database answers. Devices that do not exist are not remembered.
 */
@Singleton
final class KnownDevices {

    private static final Logger LOG = Logger.getLogger(KnownDevices.class);

    private final DeviceDirectory directory;
    private final Duration retryAfter;
    private final AsyncLoadingCache<DeviceId, DeviceIdentity> remembered;

    KnownDevices(DeviceDirectory directory, BrokerSettings broker) {
        this.directory = directory;
        this.retryAfter = broker.lookupRetry();
        this.remembered = Caffeine.newBuilder()
                .maximumSize(broker.mostDevices())
                .refreshAfterWrite(broker.refreshAfter())
                .expireAfterWrite(broker.rememberFor())
                .executor(Runnable::run)
                .buildAsync(this::load);
    }

    /** From memory alone. */
    Optional<DeviceIdentity> remembered(DeviceId device) {
        CompletableFuture<DeviceIdentity> known = remembered.getIfPresent(device);
        return known == null ? Optional.empty() : Optional.ofNullable(known.getNow(null));
    }

    /** Answers when the database has, however long that takes; on any thread. */
    Uni<Optional<DeviceIdentity>> find(DeviceId device) {
        return Uni.createFrom()
                .completionStage(() -> remembered.get(device))
                .map(Optional::ofNullable)
                .onFailure(Exception.class)
                .invoke(failure -> LOG.warnf("A device could not be looked up: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .retry()
                .withBackOff(retryAfter, retryAfter)
                .indefinitely();
    }

    /** Something about the device has changed. */
    void forget(DeviceId device) {
        remembered.synchronous().invalidate(device);
    }

    @SuppressWarnings("NullAway") // The cache's contract: null means that there is nothing to remember.
    private CompletableFuture<DeviceIdentity> load(DeviceId device, Executor executor) {
        return directory.findById(device).map(found -> found.orElse(null)).subscribeAsCompletionStage();
    }
}
