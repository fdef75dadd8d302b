package io.iotflow.query.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceDirectory;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.identity.DeviceFeed.Kind;
import io.iotflow.identity.DeviceIdentity;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The devices that were asked for a moment ago, so that a dashboard's many questions are one look at the database. What is
 * announced to have changed is forgotten at once, what was not announced after {@code iotflow.query.access.remember-device-for};
 * a device that was not found is not remembered. Any thread.
 */
@Singleton
class RememberedDevices {

    private static final Logger LOG = Logger.getLogger(RememberedDevices.class);
    private static final long MOST = 10_000;

    private final DeviceDirectory directory;
    private final DeviceFeed feed;
    private final Cache<DeviceId, DeviceIdentity> remembered;

    RememberedDevices(DeviceDirectory directory, DeviceFeed feed, AccessSettings settings) {
        this.directory = directory;
        this.feed = feed;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(settings.rememberDeviceFor())
                .build();
    }

    void watch(@Observes StartupEvent started) {
        feed.devices(Kind.CHANGED)
                .subscribe()
                .with(remembered::invalidate, failure -> LOG.error("Changes of devices are no longer heard", failure));
    }

    /** The device with an id; fails when the directory can't answer. */
    Uni<Optional<DeviceIdentity>> find(DeviceId id) {
        DeviceIdentity known = remembered.getIfPresent(id);
        return known != null
                ? Uni.createFrom().item(Optional.of(known))
                : directory.findById(id).invoke(found -> found.ifPresent(device -> remembered.put(id, device)));
    }
}
